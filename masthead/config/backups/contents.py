"""What a backup holds of a newsroom, and what it leaves out because it can be made again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

# The printed paper can be printed again; staff log in again; both indexes are built again from the stories.
LEFT_OUT_APPS = ("press", "sessions", "wagtailsearch")
LEFT_OUT_MODELS = ("fronts.SearchEntry", "fronts.SearchText")

# Of the data folder, beside the pictures and documents. The site folder, static files, locks and mail stay behind.
KEY_FILES = ("secret-key", "webhook-secret", "mirror.key", "first-password")
OPTIONS_FILE = "masthead.toml"

Model = type[models.Model]


def kept_models() -> Iterator[Model]:
    """Every model with a table of its own that goes into a backup, in the order of its table's name."""
    left_out = {label.lower() for label in LEFT_OUT_MODELS}
    for model in sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.db_table):
        meta = model._meta
        is_table = meta.managed and not meta.proxy
        if is_table and meta.app_label not in LEFT_OUT_APPS and meta.label_lower not in left_out:
            yield model


def columns_of(model: Model) -> list[models.Field[Any, Any]]:
    """The fields that are columns of the model's table, without those that the database itself fills."""
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]
