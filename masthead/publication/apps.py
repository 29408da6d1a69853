from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "masthead.publication"
    label = "publication"
    verbose_name = "Publication"

    def ready(self) -> None:
        from masthead.press import edition
        from masthead.publication import models

        edition.watch(models.Nameplate, models.NavigationItem, models.Section, models.Topic, models.StaticPage)
