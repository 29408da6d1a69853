from typing import Any

from django.apps import AppConfig


class PicksConfig(AppConfig):
    name = "masthead.picks"
    label = "picks"
    verbose_name = "Picks"

    def ready(self) -> None:
        from masthead.articles.beside import give
        from masthead.picks.models import Pick, PickList
        from masthead.picks.queries import name_of, picks
        from masthead.press.watching import touch_when_changed

        touch_when_changed(PickList, names=lambda row: [name_of(row.slug), f"picklist:{row.pk}"])
        touch_when_changed(Pick, names=lambda row: [f"picklist:{row.pick_list_id}"])

        def beside_story(story: Any) -> dict[str, Any]:
            return {"picks": picks(without=story.pk)}

        give(beside_story)
