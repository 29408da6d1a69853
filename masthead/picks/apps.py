from typing import Any

from django.apps import AppConfig


class PicksConfig(AppConfig):
    name = "masthead.picks"
    label = "picks"
    verbose_name = "Picks"

    def ready(self) -> None:
        from masthead.articles.beside import give
        from masthead.picks.models import Pick, PickList
        from masthead.picks.queries import picks
        from masthead.press import edition

        edition.watch(PickList, Pick)

        def beside_story(story: Any) -> dict[str, Any]:
            return {"picks": picks(without=story.pk)}

        give(beside_story)
