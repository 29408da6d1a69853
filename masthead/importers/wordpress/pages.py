"""Standing pages, one by one: an archive has few."""

from __future__ import annotations

from wagtail.models import Page, Site

from masthead.importers.wordpress.cast import free_first_slug
from masthead.importers.wordpress.map import LIVE, Mapped
from masthead.importers.wordpress.page_html import page_html
from masthead.publication.models import StaticPage


def new_page(mapped: Mapped) -> StaticPage:
    """The page below the front page, published if it was."""
    page = StaticPage(slug=free_first_slug(mapped.slug[:60].strip("-")), live=False, has_unpublished_changes=True)
    _fill(page, mapped)
    root: Page = Site.objects.get(is_default_site=True).root_page
    page.first_published_at = mapped.date if mapped.state == LIVE else None
    root.add_child(instance=page)
    _keep(page, mapped)
    return page


def change_page(page: StaticPage, mapped: Mapped) -> None:
    """The page as the archive has it now; its address stays."""
    _fill(page, mapped)
    _keep(page, mapped)


def _fill(page: StaticPage, mapped: Mapped) -> None:
    page.title = mapped.headline
    page.standfirst = mapped.standfirst[:400]
    page.body = page_html(mapped.body)
    page.seo_title, page.search_description = mapped.seo_title, mapped.seo_description


def _keep(page: StaticPage, mapped: Mapped) -> None:
    revision = page.save_revision(clean=False)
    if mapped.state == LIVE:
        revision.publish()
    page.refresh_from_db()
