"""A restored newsroom does not go on mailing where its backup stood."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from masthead.config.backups.contents import kept_models
from masthead.config.backups.tests.repacking import part_names
from masthead.config.backups.tests.scene import masthead, scratch_postgresql
from tests.ground.database import ROOT
from tests.ground.server import MakeSite, Site, free_port

SENDING = """
from datetime import timedelta
import django; django.setup()
from django.utils import timezone
from masthead.mail.models import *
from masthead.mail.sending.freezing import freeze
from masthead.newsletters.models import *
from masthead.publication.models import Nameplate
now, hour = timezone.now(), timedelta(hours=1)
morning = MailingList.objects.create(name="Morning", slug="morning", summary="-", frequency="-")
def issue(subject, state, moment=None):
    return Issue.objects.create(mailing_list=morning, subject=subject, state=state, scheduled_for=moment)
going = freeze("newsletter", issue("going", "sending").pk, {"": b"x"}, ((n, "other", "") for n in range(2500)))
Chunk.objects.filter(pk=Chunk.objects.earliest("pk").pk).update(
    state="working", owner=7, fence=1, place=400, promised=500, taken=399, epoch="the old machine")
done = freeze("newsletter", issue("done", "sent").pk, {"": b"x"}, [])
Mailing.objects.filter(pk=done.pk).update(state="done")
issue("let go", "sending"); issue("missed", "scheduled", now - hour); issue("to come", "scheduled", now + hour)
issue("draft", "draft")
Undelivered.objects.create(mailing=going, recipient=3, state="deferred", due_at=now - hour, tries=1)
for name, age in (("new", hour), ("old", 49 * hour)):
    words = dict(kind="confirm", recipient=f"{name}@mail.example", message=b"\\x00\\xffHello")
    Letter.objects.create(**words, posted_at=now - age)
Suppression.objects.create(key="k" * 64, reason="complaint"); Allowance.objects.create(group="gmail", per_day=9)
"""
STATE = """
import django; django.setup()
from masthead.mail.models import *
from masthead.newsletters.models import *
for row in Issue.objects.order_by("pk"): print("issue", row.subject, row.state, sep="|")
for row in Mailing.objects.order_by("pk"): print("mailing", row.state, row.reason, sep="|")
for row in Letter.objects.order_by("pk"): print("letter", row.recipient, row.state, bytes(row.message), sep="|")
for row in Chunk.objects.order_by("pk"):
    print("chunk", row.state, row.place, row.size, len(bytes(row.recipients)), sep="|")
"""
ROUND = """
import django; django.setup()
from masthead.config.work import AT_THE_POST, work_once
from masthead.mail.sending.crew import Bench
from masthead.mail.sending.claiming import carriers
for _ in range(3): work_once(AT_THE_POST)
with carriers.alive() as me:
    print(Bench(me, lambda: False, lambda seconds: None).work_once())
"""
REASON = "The newsroom was restored from a backup. Who comes next may have got this from the other one since."


def run(site: Site, program: str) -> list[str]:
    """What a program in the newsroom's own process prints."""
    environ = site.environ | {"DJANGO_SETTINGS_MODULE": "masthead.config.settings"}
    line = [sys.executable, "-c", program]
    done = subprocess.run(line, env=environ, cwd=ROOT, text=True, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def site(make_site: MakeSite) -> Site:
    """A newsroom that is mailing."""
    made = make_site(is_demo=False, starts=False)
    spool = made.data / "mail" / "outbox" / "2026-11-26"
    spool.mkdir(parents=True)
    (spool / "070000-000001.eml").write_text("To: olena@mail.example\n\nHello")
    run(made, SENDING)
    return made


@pytest.fixture(scope="module")
def backup(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "monday.tar"
    done = site.command("backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture(scope="module")
def make_database() -> Iterator[Callable[[str], str]]:
    with scratch_postgresql() as make:
        yield make


@pytest.fixture(params=["sqlite", "postgresql"])
def restored(request: pytest.FixtureRequest, backup: Path, tmp_path: Path) -> Site:
    """What came of it."""
    environ = {}
    if request.param == "postgresql":
        environ["DATABASE_URL"] = request.getfixturevalue("make_database")("restored")
    data = tmp_path / "data"
    done = masthead(data, "restore", str(backup), **environ)
    assert done.returncode == 0, done.stderr
    return Site(data, free_port(), options=environ)


NUMBERS = """
import django; django.setup()
from masthead.mail.models import *
from masthead.newsletters.models import *
from masthead.readers.models import Reader
morning = MailingList.objects.get()
def mail():
    reader = Reader.objects.create(address="x@mail.example", key="x@mail.example", group="other")
    yield reader
    yield Subscription.objects.create(mailing_list=morning, reader=reader)
    yield (issue := Issue.objects.create(mailing_list=morning, subject="new"))
    yield Mailing.objects.create(kind="newsletter", about=issue.pk)
    yield Letter.objects.create(kind="x", recipient="x@mail.example", message=b"")
print(min(row.pk for row in mail()))
"""


def test_every_table_of_mail_readers_and_newsletters_is_kept() -> None:
    rooms = {"mail", "readers", "newsletters"}
    kept = {model for model in kept_models() if model._meta.app_label in rooms}
    from django.apps import apps

    assert kept == {model for model in apps.get_models() if model._meta.app_label in rooms}


def test_the_outbox_stays_behind(backup: Path) -> None:
    assert not [name for name in part_names(backup) if "outbox" in name or name.startswith("mail/")]


def test_what_was_being_sent_comes_back_paused(restored: Site) -> None:
    found = run(restored, STATE)
    assert [line for line in found if line.startswith("issue")] == [
        "issue|going|sending", "issue|done|sent", "issue|let go|asks", "issue|missed|asks", "issue|to come|scheduled",
        "issue|draft|draft",
    ]  # fmt: skip
    assert [line for line in found if line.startswith("mailing")] == [f"mailing|paused|{REASON}", "mailing|done|"]
    assert [line for line in found if line.startswith("letter")] == [
        "letter|new@mail.example|waiting|b'\\x00\\xffHello'", "letter|old@mail.example|refused|b''",
    ]  # fmt: skip
    assert [line for line in found if line.startswith("chunk")] == [
        "chunk|working|400|1000|8000", "chunk|waiting|0|1000|8000", "chunk|waiting|0|500|4000",
    ]  # fmt: skip
    # Nor does it after the operator's word: an editor has to resume it.
    assert run(restored, ROUND)[-1] == "False"
    assert masthead(restored.data, "go", **restored.options).returncode == 0
    assert run(restored, ROUND)[-1] == "False"
    found = run(restored, STATE)
    assert f"mailing|paused|{REASON}" in found
    assert "chunk|waiting|500|1000|8000" in found
    outbox = restored.data / "mail" / "outbox"
    assert len([path for path in outbox.rglob("*") if path.is_file()]) == 1  # the one letter
    (least,) = run(restored, NUMBERS)
    assert int(least) > 1_000_000, "a number that was mailed since the backup may be given to another"
