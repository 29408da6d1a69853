"""Rows that note themselves when they are read and touch their pages when they change.

A room watches its models in ``AppConfig.ready``::

    watch(Author, paths=lambda author: [author.address])

From then on each author that a page loads is noted as ``author:7``, and saving or deleting the author touches that
name, in the same transaction. Which rows stand in a list no row can know: that is noted by the query that asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save

from masthead.press import outbox, reads

# What Wagtail writes on a page when only a draft of it was saved, locked or commented: readers see none of it.
OF_DRAFTS = frozenset(
    "latest_revision latest_revision_created_at draft_title has_unpublished_changes locked locked_by locked_at".split()
)
Names = Callable[[Any], Iterable[str]]

_names_of: dict[type[models.Model], Callable[[Any, Iterable[str]], Iterable[str]]] = {}


def name_of(model: type[models.Model], pk: object) -> str:
    """What a row is noted as: ``author:7``."""
    return f"{model._meta.model_name}:{pk}"


def note_rows(model: type[models.Model], names: Callable[[Any, Iterable[str]], Iterable[str]]) -> None:
    """Have each row that is loaded while a page is rendered noted by these names (of the row and its loaded fields)."""
    _names_of[model] = names
    load = model.from_db.__func__  # type: ignore[attr-defined]  # a class method, wrapped as one

    def from_db(cls: type[models.Model], db: str | None, field_names: Iterable[str], values: Any) -> Any:
        row = load(cls, db, field_names, values)
        if reads.current() is not None:
            reads.note(*names(row, field_names))
        return row

    model.from_db = classmethod(from_db)  # type: ignore[assignment]


def reads_of(row: models.Model) -> reads.Reads:
    """What a row and all that was loaded with it are noted as: for rows of many pages that were loaded together."""
    with reads.record() as noted:
        _note_graph(row, set())
    return noted


def _note_graph(row: models.Model, seen: set[int]) -> None:
    if id(row) in seen:
        return
    seen.add(id(row))
    names = _names_of.get(type(row))
    if names:
        loaded = row.__dict__
        reads.note(*names(row, loaded))
    for one in row._state.fields_cache.values():
        if isinstance(one, models.Model):
            _note_graph(one, seen)
    for rows in getattr(row, "_prefetched_objects_cache", {}).values():
        for one in rows:
            _note_graph(one, seen)


def watch(
    model: type[models.Model], names: Names | None = None, lists: Iterable[str] = (), paths: Names | None = None
) -> None:
    """Note each row that is read, touch it when it is saved or deleted.

    ``lists`` are touched too, for pages that show all rows. ``paths``: addresses of its own to print.
    """
    of_row = names or (lambda row: (name_of(model, row.pk),))
    note_rows(model, lambda row, fields: of_row(row))
    touch_when_changed(model, lambda row: (*of_row(row), *lists), paths)


def touch_when_changed(model: type[models.Model], names: Names, paths: Names | None = None) -> None:
    """Touch these names of a row when it is saved or deleted."""

    def changed(sender: type[models.Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        if raw or (fields is not None and fields <= OF_DRAFTS):
            return
        outbox.touch(*names(instance))
        if paths:
            outbox.want(*paths(instance))

    for signal in (post_save, post_delete):
        signal.connect(changed, sender=model, weak=False, dispatch_uid=f"press-{id(signal)}-{model._meta.label}")
