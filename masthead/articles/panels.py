"""How the story's form is laid out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PublishingPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

CONTENT = [
    FieldPanel(
        "title",
        heading=_("Headline"),
        classname="title",
        help_text=_("Say what happened."),
        widget=AdminAutoHeightTextInput(attrs={"placeholder": _("Headline")}),
    ),
    FieldPanel("standfirst", widget=AdminAutoHeightTextInput),
    # Sections are few: a list to choose from is quicker than a window.
    FieldRowPanel([FieldPanel("section", widget=forms.Select), FieldPanel("kicker")]),
    InlinePanel("story_authors", heading=_("Byline"), label=_("author")),
    MultiFieldPanel(
        [
            FieldPanel("lead_picture", heading=_("Picture")),
            FieldPanel("lead_alt"),
            FieldPanel("lead_caption", help_text=_("Empty: the picture's own.")),
            FieldPanel("lead_credit", help_text=_("Empty: the picture's own.")),
        ],
        heading=_("Lead picture"),
    ),
    FieldPanel("body"),
    InlinePanel("source_notes", heading=_("Sources (“How we reported this”)"), label=_("source")),
    InlinePanel("correction_notes", heading=_("Corrections"), label=_("correction")),
]
PROMOTE = [
    FieldPanel("slug"),
    FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
    InlinePanel("related_links", heading=_("Related stories"), label=_("story")),
    MultiFieldPanel(
        [
            FieldPanel("seo_title", heading=_("Title for search engines"), help_text=_("Empty: the headline.")),
            FieldPanel(
                "search_description",
                heading=_("Description for search engines"),
                help_text=_("Empty: the standfirst."),
            ),
        ],
        heading=_("Search engines and links"),
    ),
]
SETTINGS = [
    PublishingPanel(),
    FieldRowPanel([FieldPanel("published_at"), FieldPanel("language")]),
    FieldPanel("is_minor_change"),
    FieldPanel("no_ask"),
    CommentPanel(),
]
