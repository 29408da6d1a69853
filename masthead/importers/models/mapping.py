"""What an item of an old site has become."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masthead.importers.models.source import Source
from masthead.people.models import Author
from masthead.publication.models import Section, Topic


class Mapping(models.Model):
    """Written in the transaction that writes what it points at.

    One that points at nothing: deleted since, or decided against.
    """

    class Kind(models.TextChoices):
        STORY = "story", _("story")
        PAGE = "page", _("page")
        AUTHOR = "author", _("author")
        SECTION = "section", _("section")
        TOPIC = "topic", _("topic")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="mappings")
    kind = models.CharField(max_length=8, choices=Kind)
    key = models.CharField(max_length=255)
    guid = models.CharField(max_length=500, blank=True, db_index=True)
    link = models.CharField(max_length=500, blank=True, db_index=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, blank=True, help_text="How it was brought: live, scheduled or draft.")
    revision = models.BigIntegerField(null=True, help_text="The revision we wrote; another one is the newsroom's.")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    author = models.ForeignKey(Author, null=True, on_delete=models.SET_NULL, related_name="+")
    section = models.ForeignKey(Section, null=True, on_delete=models.SET_NULL, related_name="+")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "key"], name="importers_mapped_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
