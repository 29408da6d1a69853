"""A name that stands over stories."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.templatetags.wagtailcore_tags import richtext

from masthead.lib.slugs import make_slug, with_suffix
from masthead.media.models import Picture
from masthead.media.queries import PictureUse, use


class Author(models.Model):
    """An author with a page; perhaps, but not needfully, somebody with an account."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, blank=True)
    role = models.CharField(_("role"), max_length=120, blank=True, help_text=_("Such as “City hall reporter”."))
    biography = RichTextField(_("biography"), blank=True, features=["bold", "italic", "link"])
    picture = models.ForeignKey(
        Picture, verbose_name=_("portrait"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    email = models.EmailField(_("public e-mail"), blank=True)
    signal = models.CharField(_("Signal"), max_length=60, blank=True, help_text=_("Number or user name for tips."))
    website = models.URLField(_("web page"), blank=True)
    staff = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("role"),
        FieldPanel("picture"),
        FieldPanel("biography"),
        MultiFieldPanel([FieldPanel("email"), FieldPanel("signal"), FieldPanel("website")], heading=_("Contact")),
        FieldPanel("staff"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed through as Django gave them

    def _free_slug(self) -> str:
        wanted = make_slug(self.name, 100) or "author"
        taken = set(Author.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        slug, number = wanted, 2
        while slug in taken:
            slug, number = with_suffix(wanted, number, 110), number + 1
        return slug

    @property
    def address(self) -> str:
        """The path of the author's page."""
        return f"/authors/{self.slug}/"

    @property
    def feed(self) -> str:
        """The path of the author's feed."""
        return f"{self.address}feed.xml"

    @property
    def bio(self) -> SafeString:
        """The biography as HTML."""
        return richtext(self.biography)  # type: ignore[no-any-return]  # Wagtail ships no types

    @property
    def portrait(self) -> PictureUse | None:
        """The portrait; its alternative text is the name."""
        return use(self.picture, alt=self.name)

    @property
    def initials(self) -> str:
        """Two letters for where there is no portrait."""
        parts = self.name.split()
        return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()

    @property
    def links(self) -> list[dict[str, str]]:
        """Ways to reach the author besides e-mail, as label and address."""
        found = []
        if self.signal:
            found.append({"label": f"Signal: {self.signal}", "address": "https://signal.org/"})
        if self.website:
            found.append({"label": self.website.split("//")[-1].rstrip("/"), "address": self.website})
        return found
