"""One field and a button: the quickest way to say something to readers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masthead.articles import queries as articles
from masthead.articles.models import Story
from masthead.newsfeed.models import Update

CHOICES = 40


class PostUpdateForm(forms.ModelForm[Update]):
    """The text, and the story it is about when it is about one of the newest."""

    class Meta:
        model = Update
        fields = ["text", "story"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2, "placeholder": _("What has happened?")})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        story = self.fields["story"]
        assert isinstance(story, forms.ModelChoiceField)
        story.queryset = articles.published()
        newest = Story.objects.filter(live=True, address__isnull=False).order_by("-published_at")
        story.choices = [("", _("No story")), *newest.values_list("pk", "title")[:CHOICES]]
