"""Choosing a story in a form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminPageChooser


class StoryChooser(AdminPageChooser):  # type: ignore[misc]  # Wagtail ships no types
    """Wagtail's window, in the words of the trade; Wagtail's own line stays in the language the server began with."""

    def __init__(self, **options: Any) -> None:
        super().__init__(target_models=["articles.Story"], **options)
        self.choose_one_text = _("Choose a story")
        self.choose_another_text = _("Choose another story")
        self.link_to_chosen_text = _("Edit story")


class StoryPanel(FieldPanel):  # type: ignore[misc]  # Wagtail ships no types
    """A field that points at a story."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options.setdefault("widgets", {})[self.field_name] = StoryChooser()
        return options
