"""Nobody comes in with a password alone where a second factor is due."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import resolve, reverse

from masthead.people.enums import Role
from masthead.people.models import Staff

PASSWORD = "correct horse battery staple"
ENROL = "/newsroom/account/second-factor/"
INSIDE = [
    "/newsroom/",
    "/newsroom/stories/",
    "/newsroom/pages/",
    "/newsroom/api/main/pages/",
    "/newsroom/documents/multiple/add/",
    "/newsroom/images/multiple/add/",
    "/newsroom/account/",
    "/newsroom/users/",
    "/newsroom/no-such-page/",
]


@pytest.fixture(autouse=True)
def _demanded(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()  # rate limits of another test


@pytest.fixture
def superuser(paper: Any) -> Staff:
    """May do everything, by Wagtail's lights."""
    return Staff.objects.create_superuser("root@tideway.example", PASSWORD)


def log_in(client: Client, staff: Staff, password: str = PASSWORD) -> Any:
    """By the log-in page, as a person does."""
    return client.post("/newsroom/login/", {"login": staff.email, "password": password})


def enrol(staff: Staff) -> str:
    """Give the account an authenticator app; the secret in it."""
    secret: str = totp.generate_totp_secret()
    totp.TOTP.activate(staff, secret)
    return secret


def code(secret: str, steps: int = 0) -> str:
    """What the app shows, some half minutes on."""
    counter = next(iter(totp.yield_hotp_counters_from_time())) + steps
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def stopped(answer: Any) -> bool:
    """Refused, or led away to the log-in or the second factor."""
    if answer.status_code == 302:
        return bool(re.match(r"/newsroom/(login|account)/", answer["Location"]))
    return bool(answer.status_code == 403)


@pytest.mark.parametrize("url", INSIDE)
def test_a_superuser_with_the_password_alone_is_stopped(url: str, superuser: Staff, client: Client) -> None:
    log_in(client, superuser)
    assert client.session["_auth_user_id"] == str(superuser.pk)
    assert stopped(client.get(url))
    assert stopped(client.post(url))


@pytest.mark.parametrize("role", ["editor", "managing_editor", "publisher"])
def test_editors_up_are_led_to_enrol(role: str, request: Any, client: Client) -> None:
    log_in(client, request.getfixturevalue(role))
    answer = client.get("/newsroom/")
    assert answer["Location"] == ENROL
    assert client.get(ENROL).status_code == 200


def test_a_reporter_comes_in_with_the_password(reporter: Staff, client: Client) -> None:
    log_in(client, reporter)
    assert client.get("/newsroom/").status_code == 200


def test_a_reporter_who_becomes_an_editor_is_stopped_at_once(reporter: Staff, client: Client) -> None:
    log_in(client, reporter)
    reporter.groups.set([Group.objects.get(name=Role.EDITOR.value)])
    assert stopped(client.get("/newsroom/"))


def test_enrolling_an_app_opens_the_gate_and_gives_recovery_codes(editor: Staff, client: Client) -> None:
    log_in(client, editor)
    page = client.get(f"{ENROL}totp/activate/").content.decode()
    assert "<svg" in page
    secret = client.session["mfa.totp.secret"]
    assert secret[:4] in page
    answer = client.post(f"{ENROL}totp/activate/", {"code": code(secret)})
    assert answer["Location"] == f"{ENROL}recovery-codes/"
    assert client.get(answer["Location"]).content.decode().count("<li><code>") == 10
    assert client.get("/newsroom/").status_code == 200


def test_log_in_asks_for_the_code_of_an_enrolled_account(superuser: Staff, client: Client) -> None:
    secret = enrol(superuser)
    answer = log_in(client, superuser)
    assert answer["Location"] == f"{ENROL}authenticate/"
    assert "_auth_user_id" not in client.session
    assert stopped(client.get("/newsroom/"))
    client.post(answer["Location"], {"code": "000000"})
    assert stopped(client.get("/newsroom/"))
    client.post(answer["Location"], {"code": code(secret)})
    assert client.get("/newsroom/").status_code == 200


def test_a_session_from_before_the_factor_must_prove_it(editor: Staff, client: Client) -> None:
    log_in(client, editor)
    secret = enrol(editor)  # in another browser
    answer = client.get("/newsroom/")
    assert answer["Location"].startswith(f"{ENROL}reauthenticate/")
    client.post(f"{ENROL}reauthenticate/", {"code": code(secret)})
    assert client.get("/newsroom/").status_code == 200


@pytest.mark.parametrize(
    "way", ["totp/activate/", "webauthn/add/", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/", ""]
)
def test_a_stolen_password_cannot_replace_the_factor(way: str, editor: Staff, client: Client) -> None:
    log_in(client, editor)
    enrol(editor)
    assert client.get(f"{ENROL}{way}")["Location"].startswith(f"{ENROL}reauthenticate/")


def test_who_takes_the_factor_off_has_to_enrol_again(editor: Staff, client: Client) -> None:
    secret = enrol(editor)
    log_in(client, editor)
    client.post(f"{ENROL}authenticate/", {"code": code(secret)})
    assert client.get("/newsroom/").status_code == 200
    Authenticator.objects.filter(user=editor).delete()
    assert client.get("/newsroom/")["Location"] == ENROL


def test_the_switch_turns_it_off(superuser: Staff, client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    log_in(client, superuser)
    assert client.get("/newsroom/").status_code == 200


def test_a_program_is_refused_not_led_about(editor: Staff, client: Client) -> None:
    log_in(client, editor)
    assert client.get("/newsroom/api/main/pages/", headers={"accept": "application/json"}).status_code == 403


@pytest.mark.parametrize("url", [*INSIDE, "/newsroom/documents/1/plan.pdf"])
def test_strangers_are_led_to_the_log_in(url: str, client: Client, paper: Any) -> None:
    answer = client.get(url)
    assert answer["Location"].startswith("/newsroom/login/?next=")


@pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset"])
def test_wagtails_own_log_in_is_not_reached(name: str, client: Client, superuser: Staff) -> None:
    view = resolve(reverse(name)).func
    assert getattr(view, "view_class", view).__module__.split(".")[0] in ("allauth", "masthead")
    answer = client.post(reverse(name), {"username": "root@tideway.example", "password": PASSWORD}, follow=True)
    assert not answer.wsgi_request.user.is_authenticated


@pytest.mark.parametrize(
    "url", ["/newsroom/account/signup/", "/newsroom/account/email/", "/newsroom/account/3rdparty/"]
)
def test_what_nobody_needs_is_not_there(url: str, client: Client, editor: Staff, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(editor)
    assert client.get(url).status_code == 404


def test_each_log_in_begins_a_fresh_session(reporter: Staff, client: Client) -> None:
    client.get("/newsroom/login/")
    before = client.session.session_key
    log_in(client, reporter)
    first = client.session.session_key
    client.post("/newsroom/logout/")
    log_in(client, reporter)
    assert len({before, first, client.session.session_key}) == 3


def test_an_unknown_address_gets_the_same_answers(reporter: Staff, client: Client, mailoutbox: list[Any]) -> None:
    def plain(answer: Any) -> str:
        text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', "", answer.content.decode())
        return text.replace("stranger@tideway.example", "X").replace(reporter.email, "X")

    answers = []
    for email in ("stranger@tideway.example", reporter.email):
        wrong = client.post("/newsroom/login/", {"login": email, "password": "wrong"})
        reset = client.post("/newsroom/account/password/reset/", {"email": email}, follow=True)
        answers.append((wrong.status_code, plain(wrong), reset.status_code, plain(reset)))
    assert answers[0] == answers[1]
    assert [mail.to for mail in mailoutbox] == [[reporter.email]]


def test_guessing_is_slowed_down(reporter: Staff, client: Client) -> None:
    for _ in range(6):
        log_in(client, reporter, "wrong")
    log_in(client, reporter)
    assert stopped(client.get("/newsroom/"))


def test_a_password_reset_link_works_and_does_not_log_in(
    reporter: Staff, client: Client, mailoutbox: list[Any]
) -> None:
    client.post("/newsroom/account/password/reset/", {"email": reporter.email})
    link = re.search(r"https?://[^/]+(/newsroom/account/password/reset/key/\S+)", mailoutbox[0].body)
    assert link
    form = client.get(link[1])["Location"]
    client.post(form, {"password1": "a wholly new phrase", "password2": "a wholly new phrase"})
    reporter.refresh_from_db()
    assert reporter.check_password("a wholly new phrase")
    assert stopped(client.get("/newsroom/"))


def test_pages_of_the_log_in_carry_a_strict_policy(client: Client, paper: Any) -> None:
    policy = client.get("/newsroom/login/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


def test_a_reset_link_leads_to_the_public_address_whatever_port_was_asked(
    reporter: Staff, client: Client, mailoutbox: list[Any], settings: Any
) -> None:
    settings.PUBLIC_URL = "https://tideway.example"
    client.post("/newsroom/account/password/reset/", {"email": reporter.email}, headers={"host": "localhost:6666"})
    assert "https://tideway.example/newsroom/account/password/reset/key/" in mailoutbox[0].body
    assert "6666" not in mailoutbox[0].body


def test_the_newsroom_loads_and_sends_nothing_elsewhere(reporter: Staff, client: Client) -> None:
    client.force_login(reporter)
    policy = client.get("/newsroom/")["Content-Security-Policy"]
    for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"):
        assert rule in policy
    assert "frame-ancestors 'self'" in policy
