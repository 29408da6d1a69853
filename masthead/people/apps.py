from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "masthead.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from masthead.people.models import Author
        from masthead.press import edition

        edition.watch(Author)
