"""What Granian runs: the edge, with Django behind it."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from masthead.config.orphan import leave_with_parent
from masthead.press.serving.answers import Headers
from masthead.press.serving.bridge import Bridge
from masthead.press.serving.edge import Edge
from masthead.press.serving.files import Files
from masthead.press.serving.pages import Pages
from masthead.press.serving.store import Store

PAGES_IN_MEMORY = 64 * 1024 * 1024
FILES_IN_MEMORY = 64 * 1024 * 1024
FORM_OVERHEAD = 1024 * 1024


def make_edge() -> Edge:
    """The edge for this newsroom's settings."""
    wsgi = get_wsgi_application()

    from masthead.press import outbox
    from masthead.press.actions.print_now import print_now

    outbox.after_commit(print_now)
    # A developer sees each change of a template at once: nothing is served that was printed before it.
    site = settings.DATA / "press" / "unprinted" if settings.DEBUG else settings.SITE_FOLDER
    whole = site / "whole" if settings.DEBUG else settings.DATA / "press" / "whole"
    return Edge(
        Bridge(wsgi, settings.SERVER_THREADS, settings.TRUSTED_PROXIES),
        Files(settings.STATIC_ROOT, settings.MEDIA_ROOT, Store(FILES_IN_MEMORY)),
        Pages(site, Store(PAGES_IN_MEMORY), secure_headers(), settings.ONION),
        whole,
        settings.PUBLIC_URL,
        settings.UPLOAD_MAX_BYTES + FORM_OVERHEAD,
    )


def secure_headers() -> Headers:
    """What Django's own security middleware says of its answers."""
    headers: Headers = [("cross-origin-opener-policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)]
    if settings.SECURE_HSTS_SECONDS:
        headers.append(("strict-transport-security", f"max-age={settings.SECURE_HSTS_SECONDS}"))
    return headers


leave_with_parent()
application = make_edge()
