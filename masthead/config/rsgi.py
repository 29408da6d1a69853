"""What Granian runs: the edge, with Django behind it."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

from masthead.press.serving.bridge import Bridge
from masthead.press.serving.edge import Edge
from masthead.press.serving.files import Files
from masthead.press.serving.store import Store

PAGES_IN_MEMORY = 64 * 1024 * 1024
FILES_IN_MEMORY = 64 * 1024 * 1024
FORM_OVERHEAD = 1024 * 1024


def make_edge() -> Edge:
    """The edge for this newsroom's settings."""
    wsgi = get_wsgi_application()

    from masthead.press import edition

    def read_edition() -> int:
        connection.close_if_unusable_or_obsolete()
        return edition.current()

    edge = Edge(
        Bridge(wsgi, settings.SERVER_THREADS, settings.TRUSTED_PROXIES),
        Files(settings.STATIC_ROOT, settings.MEDIA_ROOT, Store(FILES_IN_MEMORY)),
        Store(PAGES_IN_MEMORY),
        read_edition,
        settings.PUBLIC_URL,
        settings.UPLOAD_MAX_BYTES + FORM_OVERHEAD,
    )
    edition.on_change(edge.changed)
    return edge


application = make_edge()
