"""Fifth stage: a batch of mapped items into the paper, in one transaction with the record of it."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from masthead.articles.models import Story
from masthead.importers.models import Mapping, Source
from masthead.importers.report import ImportReport
from masthead.importers.wordpress import memory
from masthead.importers.wordpress.cast import Cast
from masthead.importers.wordpress.map import DRAFT, LIVE, SCHEDULED, Mapped
from masthead.importers.wordpress.page_html import page_html
from masthead.importers.wordpress.pages import change_page, new_page
from masthead.importers.wordpress.redirects import Target, lead
from masthead.importers.wordpress.stories import change_story, new_stories
from masthead.publication.models import StaticPage

log = logging.getLogger(__name__)
_NAMES = {"story": "stories", "page": "pages"}


class Writer:
    """Writes batches. What goes wrong with one item is named, and keeps no other out."""

    def __init__(self, source: Source, cast: Cast, report: ImportReport) -> None:
        self.source = source
        self.cast = cast
        self.report = report

    def write(self, batch: Sequence[Mapped]) -> None:
        """The whole batch; if that fails, each of its items alone, so that only the bad one is left out."""
        if not batch:
            return
        try:
            self._attempt(batch)
        except Exception as reason:
            self.cast.reload()
            if len(batch) > 1:
                for one in batch:
                    self.write([one])
                return
            log.warning("event=import_item_failed key=%s error=%s", batch[0].key, type(reason).__name__)
            problem = (str(reason).splitlines() or [type(reason).__name__])[0][:200]
            self.report.leave(_("could not be written"), f"{batch[0].label}: {problem}")

    def _attempt(self, batch: Sequence[Mapped]) -> None:
        draft = ImportReport()
        self.cast.report = draft
        with transaction.atomic():
            self._write(batch, draft)
        _add_up(draft, self.report)

    def _write(self, batch: Sequence[Mapped], report: ImportReport) -> None:
        known = memory.known(self.source, batch)
        new = [one for one in batch if one.key not in known]
        changed = [one for one in batch if one.key in known and self._may_change(one, known[one.key], report)]
        touched = [*new, *changed]
        stories = [one for one in touched if one.kind == "story"]
        self.cast.make_topics([topic for one in stories for topic in self.cast.topics_of(one.homes, one.subjects)])
        made = self._bring(new, report)
        for one in changed:
            made.append((one, self._change(one, known[one.key], report)))
        paths: dict[str, Target] = {path: page for one, page in made for path in one.old_paths}
        if paths:
            report.add("redirects", "new", lead(paths))
        for one in touched:
            report.lose(one.losses.counts)
            for why in one.reasons:
                report.leave(why, one.label)

    def _bring(self, new: Sequence[Mapped], report: ImportReport) -> list[tuple[Mapped, Page]]:
        stories = [one for one in new if one.kind == "story"]
        made: list[tuple[Mapped, Page]] = list(zip(stories, new_stories(stories, self.cast), strict=True))
        for one in new:
            if one.kind == "page" and not page_html(one.body).strip():
                report.leave(_("pages without words of their own"), one.label)
            elif one.kind == "page":
                made.append((one, new_page(one)))
        Mapping.objects.bulk_create([self._record(Mapping(source=self.source), one, page) for one, page in made])
        for one, _page in made:
            report.add(_NAMES[one.kind], f"new ({one.state})")
        return made

    def _record(self, record: Mapping, mapped: Mapped, page: Page) -> Mapping:
        record.kind, record.key = Mapping.Kind(mapped.kind), mapped.key
        record.guid, record.link = mapped.guid, mapped.link
        record.fingerprint, record.state = mapped.fingerprint(), mapped.state
        record.page_id, record.revision = page.pk, page.latest_revision_id
        return record

    def _may_change(self, mapped: Mapped, record: Mapping, report: ImportReport) -> bool:
        """Whether a known item is to be written again; if not, why not."""
        kind = _NAMES[mapped.kind]
        if record.fingerprint == mapped.fingerprint():
            report.add(kind, "unchanged")
            return False
        page = record.page
        if page is None:
            report.leave(_("changed in the archive, but deleted in the newsroom since"), mapped.label)
            return False
        if page.latest_revision_id != record.revision or not _is_as_brought(page, record):
            report.leave(_("changed in the archive, but edited in the newsroom since: left as it is"), mapped.label)
            return False
        if page.live and mapped.state == DRAFT:
            report.leave(_("withdrawn in the archive, still published here: withdraw it by hand"), mapped.label)
            return False
        return True

    def _change(self, mapped: Mapped, record: Mapping, report: ImportReport) -> Page:
        assert record.page is not None
        page = record.page.specific
        if isinstance(page, Story):
            change_story(page, mapped, self.cast)
        elif isinstance(page, StaticPage):
            change_page(page, mapped)
        self._record(record, mapped, page).save()
        report.add(_NAMES[mapped.kind], "updated")
        return page


def _is_as_brought(page: Page, record: Mapping) -> bool:
    """Whether it is still published, or still not; a scheduled one may have gone out by itself."""
    return record.state == SCHEDULED or page.live == (record.state == LIVE)


def _add_up(one: ImportReport, total: ImportReport) -> None:
    total.came.update(one.came)
    total.losses.update(one.losses)
    for reason, left in one.left.items():
        for name in left.names:
            total.leave(reason, name)
        total.leave(reason, how_many=left.count - len(left.names))
