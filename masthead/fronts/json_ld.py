"""The paper for machines: schema.org WebSite and NewsMediaOrganization on the front page."""

from __future__ import annotations

from django.utils.safestring import SafeString

from masthead.articles.json_ld import publisher, script
from masthead.publication.pages import absolute
from masthead.publication.queries import Paper


def organisation(paper: Paper) -> SafeString:
    """Who publishes this site and where its search is."""
    search = {
        "@type": "SearchAction",
        "target": absolute("/-/search?q={search_term_string}"),
        "query-input": "required name=search_term_string",
    }
    return script(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": paper.name,
            "url": absolute("/"),
            "inLanguage": paper.language,
            "publisher": publisher(paper),
            "potentialAction": search,
        }
    )
