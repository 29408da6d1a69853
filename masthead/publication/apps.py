from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "masthead.publication"
    label = "publication"
    verbose_name = "Publication"

    def ready(self) -> None:
        from django.db.models.signals import post_save, pre_save
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.signals import page_published

        from masthead.press import plates
        from masthead.press.moving import follow_moves
        from masthead.press.watching import touch_when_changed, watch
        from masthead.publication import moved, queries, standing
        from masthead.publication.models import Nameplate, NavigationItem, Section, StaticPage, Topic

        # The frame of every page shows these: one name for them all keeps what a page has read short.
        watch(Nameplate, names=lambda row: [queries.FRAME])
        watch(NavigationItem, names=lambda row: [queries.FRAME])
        watch(Section, names=lambda row: [queries.FRAME], paths=_own_address)
        watch(Topic, lists=[queries.ALL_TOPICS], paths=_own_address)
        follow_moves(Section, lambda section: [section.address, section.feed])
        follow_moves(Topic, _own_address)
        standing.connect(StaticPage)
        touch_when_changed(Redirect, names=lambda row: [moved.name(row.old_path)], paths=lambda row: [row.old_path])
        pre_save.connect(moved.remember, sender=Redirect, dispatch_uid="publication-moved-remember")
        post_save.connect(moved.leave, sender=Redirect, dispatch_uid="publication-moved-leave")
        page_published.connect(moved.lead_again, dispatch_uid="publication-lead-again")
        plates.offer(queries.addresses)
        plates.offer(moved.addresses)
        plates.lead_elsewhere(moved.target_of)


def _own_address(row: Any) -> list[str]:
    return [row.address]
