from typing import Any

from django.apps import AppConfig


class NewsfeedConfig(AppConfig):
    name = "masthead.newsfeed"
    label = "newsfeed"
    verbose_name = "News feed"

    def ready(self) -> None:
        from masthead.articles.beside import give
        from masthead.newsfeed import queries, signal_handlers
        from masthead.press import plates

        signal_handlers.connect()
        plates.offer(queries.addresses)

        def beside_story(story: Any) -> dict[str, Any]:
            return {"updates": queries.newest(6)}

        give(beside_story)
