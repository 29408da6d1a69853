"""Pages that only a reader's own mail leads to, and the answer to the sign-up form, on the demo paper."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from tests.ground.database import ROOT
from tests.ground.server import Answer, Site

SIGN_UP = "/-/newsletters/sign-up"
THANKS = "thanks for signing up"
READER_KINDS = ("sign-up form", THANKS, "confirm", "preferences", "leave", "erase")
MOVING = (THANKS, "confirm")  # one answers a form, the other sends its own: a browser does not stay on them
MAKE = """
import json, django
django.setup()
from masthead.newsletters import links
from masthead.newsletters.models import MailingList, SignUp, Subscription
from masthead.readers.actions.find_or_make_reader import find_or_make_reader
row = MailingList.objects.get(slug="morning")
reader, fresh = (find_or_make_reader(f"{name}@reader.example", "en") for name in ("reader", "fresh"))
asked = SignUp.objects.create(address=fresh.address, lists=[row.slug], form="front", state=SignUp.State.MAILED)
gets, _ = Subscription.objects.get_or_create(mailing_list=row, reader=reader, defaults={"state": "confirmed"})
own = links.preferences_path(reader.pk, reader.token)
print(json.dumps({
    "confirm": links.confirm_path(fresh.pk, asked.pk, fresh.token), "preferences": own, "erase": own + "/erase",
    "leave": links.leave_path(gets.pk),
}))
"""


def reader_address(site: Site, kind: str) -> str:
    """The path of such a page; of the thanks, that of the form."""
    return SIGN_UP if kind in ("sign-up form", THANKS) else _links(site.data.as_posix(), site.port)[kind]


def thanked(site: Site) -> Answer:
    """What a reader without script gets who has filled the form."""
    form = {"email": "new@reader.example", "list": "morning", "form": "front"}
    return site.get(SIGN_UP, urlencode(form).encode())


@lru_cache
def _links(data: str, port: int) -> dict[str, str]:
    """Links as they stand in mails to a reader whom the paper knows from now on."""
    site = Site(Path(data), port)
    environ = site.environ | {"DJANGO_SETTINGS_MODULE": "masthead.config.settings"}
    line = [sys.executable, "-W", "ignore", "-c", MAKE]
    made = subprocess.run(line, env=environ, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(made.stdout)
    return found
