from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "masthead.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from masthead.people.models import Author
        from masthead.people.queries import ALL_AUTHORS, addresses
        from masthead.press import plates
        from masthead.press.moving import follow_moves
        from masthead.press.watching import watch

        watch(Author, lists=[ALL_AUTHORS], paths=lambda author: [author.address])
        follow_moves(Author, lambda author: [author.address, author.feed])
        plates.offer(addresses)
