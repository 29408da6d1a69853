"""A database that is older than the search index: its stories are found after the next start."""

from __future__ import annotations

from tests.ground.server import MakeSite, Site

SEARCH = "/-/search?q=mayor"
SAYS = "Indexing stories for the search"


def finds(site: Site) -> bool:
    """Whether the demo paper's interview is found."""
    return "/mayor-interview/" in site.get(SEARCH).text


def test_a_start_indexes_what_is_missing_once(make_site: MakeSite) -> None:
    site = make_site(role="web", starts=False)
    site.change("DELETE FROM fronts_searchtext")
    site.change("DELETE FROM fronts_searchentry")
    site.start()
    assert finds(site)
    assert SAYS in site.log
    site.stop()
    told = site.log.count(SAYS)
    site.start()
    assert finds(site)
    assert site.log.count(SAYS) == told
