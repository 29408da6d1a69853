"""A mailing list: a newsletter with a name, a host and a schedule."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from masthead.people.models import Author

SIMPLE = ["bold", "italic", "link", "ul"]
TAKEN = ("feed",)
colour = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("A colour is written as # and six digits, such as #0b4a6f."))


class MailingList(models.Model):
    """A newsletter. Readers ask for it and confirm; each mailing of it is an issue."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    summary = models.CharField(_("in one line"), max_length=160, help_text=_("Stands beside its tick-box."))
    description = RichTextField(_("what it is"), blank=True, features=SIMPLE)
    frequency = models.CharField(_("how often"), max_length=80, help_text=_("Such as “Every weekday at 7:00”."))
    host = models.ForeignKey(
        Author, verbose_name=_("host"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(
        _("language"), max_length=8, blank=True, choices=[("en", "English"), ("uk", "Українська")],
        help_text=_("Empty: the language of the paper."),
    )  # fmt: skip
    sender_name = models.CharField(
        _("sender name"), max_length=80, blank=True, help_text=_("Empty: host and paper, such as “Ada of The Post”.")
    )
    reply_to = models.EmailField(
        _("replies go to"), blank=True, help_text=_("Empty: the public e-mail of the host, else of the newsroom.")
    )
    colour = models.CharField(_("colour"), max_length=7, default="#0b4a6f", validators=[colour])
    welcome_subject = models.CharField(_("subject of the welcome"), max_length=120, blank=True)
    welcome = RichTextField(
        _("welcome"), blank=True, features=SIMPLE, help_text=_("Mailed once, after the address was confirmed.")
    )
    template = models.TextField(
        _("own template"), blank=True,
        help_text=_("MJML with [[content]] where the issue goes. Empty: the paper’s own."),
    )  # fmt: skip
    is_open = models.BooleanField(
        _("open"), default=True, help_text=_("Shown to readers, who can sign up for it. A closed list keeps its page.")
    )
    is_default = models.BooleanField(_("ticked at first"), default=False)
    counts_clicks = models.BooleanField(
        _("count clicks"), default=False,
        help_text=_("Links then lead over the paper’s own address and are counted, never by reader. Issues say so."),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("place in lists"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.slug in TAKEN:
            raise ValidationError({"slug": _("This word is taken by an address of the paper.")})
        if self.template:
            from masthead.newsletters.rendering.mjml import check_template

            try:
                check_template(self.template)
            except ValidationError as error:
                raise ValidationError({"template": error}) from error

    @property
    def address(self) -> str:
        """The path of the list's page."""
        return f"/newsletters/{self.slug}/"

    @property
    def feed(self) -> str:
        """The path of the feed of its issues."""
        return f"{self.address}feed.xml"

    @property
    def purpose(self) -> str:
        """What a consent to it is filed under."""
        return f"newsletter:{self.slug}"
