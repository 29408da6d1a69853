"""The stages together: ``import_wordpress``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.importers.exceptions import NotAnArchive
from masthead.importers.models import ImportRun, Source
from masthead.importers.report import ImportReport
from masthead.importers.wordpress.archive import Channel, Item
from masthead.importers.wordpress.cast import Cast
from masthead.importers.wordpress.fetch import Fetched
from masthead.importers.wordpress.map import Mapped, Mapper
from masthead.importers.wordpress.parse import parse
from masthead.importers.wordpress.subjects import custom
from masthead.importers.wordpress.survey import BROUGHT, NOT_HERE, Survey, survey
from masthead.importers.wordpress.write import Writer
from masthead.publication.queries import nameplate

BATCH = 50
# Called with items done and items in all.
Progress = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    """Progress that nobody watches."""


def import_wordpress(file: Path, *, on_progress: Progress = _silent, batch: int = BATCH) -> ImportReport:
    """Bring a WordPress export in; again, and only what is new or changed is touched.

    ``NotAnArchive``, ``DangerousArchive``: nothing was written. ``OSError``: the file cannot be read.
    """
    fetched = Fetched(file)
    found = survey(fetched)
    if not found.items and not found.channel.terms and fetched.is_cut_off:
        raise NotAnArchive(_("it is cut off before its first item"))
    report = ImportReport(file.name, found.address)
    source, _made = Source.objects.get_or_create(kind="wordpress", address=found.address)
    run = ImportRun.objects.create(source=source, file_name=file.name[:255])
    cast = Cast(source, found.subjects, report)
    cast.open_sections()
    _Run(found, fetched, run, Writer(source, cast, report), report, on_progress, batch).go()
    _say_how_it_was_read(fetched, found, report)
    run.finished_at, run.report = timezone.now(), report.as_json()
    run.save()
    return report


class _Run:
    def __init__(
        self, found: Survey, fetched: Fetched, run: ImportRun, writer: Writer, report: ImportReport,
        on_progress: Progress, batch: int,
    ) -> None:  # fmt: skip
        self.found, self.fetched, self.run, self.writer, self.report = found, fetched, run, writer, report
        self.on_progress, self.size = on_progress, batch
        paper = nameplate()
        self.mapper = Mapper(
            found.people, found.subjects, found.reusable, found.own_hosts, paper.zone, found.channel.language,
            paper.language, timezone.now(),
        )  # fmt: skip
        self.batch: list[Mapped] = []
        self.seen: set[str] = set()

    def go(self) -> None:
        """The second reading, a batch at a time."""
        for item in parse(self.fetched.texts(), Channel()):
            mapped = self._take(item)
            if mapped:
                self.batch.append(mapped)
            if len(self.batch) >= self.size:
                self._flush(item.number)
        self._flush(self.found.items)

    def _flush(self, done: int) -> None:
        self.writer.write(self.batch)
        self.batch = []
        ImportRun.objects.filter(pk=self.run.pk).update(checkpoint=done)
        self.on_progress(done, self.found.items)

    def _take(self, item: Item) -> Mapped | None:
        """The item mapped, or ``None`` and the reason in the report."""
        reason = _why_not(item)
        if reason:
            named = item.is_open or item.post_type not in _INTERNAL
            self.report.leave(reason, item.label if named else "")
            return None
        try:
            mapped = self.mapper.map(item)
        except Exception as problem:  # one strange body must not end the whole import
            self.report.leave(_("could not be understood"), f"{item.label}: {type(problem).__name__}")
            return None
        if mapped.key in self.seen:
            self.report.leave(_("a second entry with the same number: the first was taken"), item.label)
            return None
        self.seen.add(mapped.key)
        self._note(item, mapped)
        return mapped

    def _note(self, item: Item, mapped: Mapped) -> None:
        """What is left of an item that does come."""
        if self.fetched.replaced and "\ufffd" in item.title + item.content:
            self.report.leave(_("has characters that could not be read"), item.label)
        if item.comments:
            self.report.leave(_("readers’ comments are not brought"), how_many=item.comments)
        for use in custom(item):
            self.report.leave(_("terms of “%s” are not brought") % use.domain)
        if mapped.kind == "story" and self.writer.cast.is_homeless(mapped.homes):
            self.report.leave(_("stories whose categories became no section: they stand in “News”"))


_INTERNAL = frozenset(
    "attachment nav_menu_item revision wp_global_styles custom_css wp_navigation wp_template wp_template_part wp_block "
    "guest-author customize_changeset oembed_cache wp_font_family wp_font_face user_request".split()
)
_USED = ("wp_block", "guest-author")


def _why_not(item: Item) -> str:
    """Why the item does not come; ``""`` when it does."""
    if item.is_open:
        return _("cut off in the middle: not brought")
    if not item.post_type and not item.title and not item.content:
        return _("empty items")
    if item.status in NOT_HERE:
        return _("thrown away on the old site (trash)")
    if item.post_type in BROUGHT:
        return "" if item.status else _("without a status: damaged, not brought")
    if item.post_type == "attachment":
        return _("pictures and files: not brought yet")
    if item.post_type in _USED:
        return _("entries of the type “%s”: used where a text names them") % item.post_type
    if item.post_type in _INTERNAL:
        return _("entries of the type “%s”: belong to WordPress itself") % item.post_type
    return _("entries of the type “%s”: the paper has no place for them") % (item.post_type or "?")


def _say_how_it_was_read(fetched: Fetched, found: Survey, report: ImportReport) -> None:
    """Notes on the file as a whole."""
    if fetched.is_cut_off:
        report.notes.append(_("The file is cut off: what comes after the last whole item is missing."))
    if fetched.encoding.replace("-", "") != fetched.declared.replace("-", ""):
        said = {"said": fetched.declared, "read": fetched.encoding}
        report.notes.append(_("The file says it is in %(said)s; it was read as %(read)s.") % said)
    if fetched.replaced:
        report.notes.append(_("%d characters could not be read; each is shown as �.") % fetched.replaced)
    if not found.items:
        report.notes.append(_("The file has no items."))
