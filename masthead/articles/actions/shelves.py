"""Finding the shelf for a story."""

from __future__ import annotations

from datetime import datetime

from wagtail.models import Site

from masthead.articles.models import Year
from masthead.publication.queries import nameplate


def shelf_for(moment: datetime) -> Year:
    """The year of ``moment`` in the newsroom's zone, below the root of the paper; made when it is not there."""
    name = str(moment.astimezone(nameplate().zone).year)
    root = Site.objects.get(is_default_site=True).root_page
    found: Year | None = Year.objects.child_of(root).filter(slug=name).first()
    if found is None:
        found = Year(title=name, slug=name, live=True)
        root.add_child(instance=found)
    return found
