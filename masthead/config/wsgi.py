"""Django's own door, for the edge to hand dynamic requests to."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")

application = get_wsgi_application()
