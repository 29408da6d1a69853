"""Mail services through anymail's real back ends, against servers that play their documented interfaces."""

from __future__ import annotations

import json
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from masthead.mail.mime import Template, slot
from masthead.mail.transports import Answer, CannotConnect, Lost, Parcel
from masthead.mail.transports.address import MailAddress, read
from masthead.mail.transports.esp import EspTransport
from tests.ground.smtp_peers import free_port

TEMPLATE = Template.build(
    [
        ("From", "Хвиля <news@tideway.example>"),
        ("To", slot("to")),
        ("Reply-To", "Ада Ткач <ada@tideway.example>"),
        ("Subject", "Ранок у місті"),
        ("Date", "Thu, 26 Nov 2026 07:00:00 +0200"),
        ("Message-ID", f"<{slot('ref')}@tideway.example>"),
        ("List-Id", "Ранкова пошта <morning.tideway.example>"),
        ("List-Unsubscribe", b"<" + slot("unsubscribe").encode() + b">"),
        ("List-Unsubscribe-Post", b"List-Unsubscribe=One-Click"),
        ("Feedback-ID", "7:morning:tideway"),
        ("X-Masthead-Ref", slot("ref")),
    ],
    f"Добрий ранок.\n{slot('unsubscribe')}",
    f"<p>Добрий ранок.</p><a href='{slot('unsubscribe')}'>x</a>",
)
UNSUBSCRIBE = "https://tideway.example/-/newsletters/unsubscribe/" + "k" * 60


def parcel(recipient: str = "reader@mail.example") -> Parcel:
    slots = {"to": f"{recipient}", "ref": "7-12-ABCDEFGHIJ", "unsubscribe": UNSUBSCRIBE}
    return Parcel("bounces@tideway.example", recipient, TEMPLATE.fill(slots))


@dataclass
class Service:
    """Answers with what a test put into ``answers``, in order, and then with the last again and again."""

    port: int = 0
    answers: list[tuple[int, Any]] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    delay: float = 0.0

    def address(self, text: str, path: str = "/", **changes: Any) -> MailAddress:
        return read(f"{text}{'&' if '?' in text else '?'}api_url=http://127.0.0.1:{self.port}{path}")

    def json(self, place: int = -1) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.requests[place][2])
        return told


@pytest.fixture
def service() -> Iterator[Service]:
    playing = Service()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            playing.requests.append((self.path, dict(self.headers), body))
            time.sleep(playing.delay)
            status, told = playing.answers.pop(0) if len(playing.answers) > 1 else playing.answers[0]
            if status == 0:
                self.close_connection = True
                return
            data = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    playing.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield playing
    server.shutdown()
    server.server_close()


def send(address: MailAddress, *recipients: str) -> list[Answer]:
    session = EspTransport(address).open()
    try:
        return list(session.send(parcel(recipient) for recipient in recipients or ["reader@mail.example"]))
    finally:
        session.close()


POSTMARK_OK = {
    "To": "reader@mail.example", "SubmittedAt": "2026-11-26T05:00:00Z", "MessageID": "b7bc2f4a", "ErrorCode": 0,
    "Message": "OK",
}  # fmt: skip
MAILGUN_OK = {"id": "<20261126.1@mg.tideway.example>", "message": "Queued. Thank you."}


def test_postmark_gets_the_message_with_all_our_headers(service: Service) -> None:
    service.answers = [(200, POSTMARK_OK)]
    [answer] = send(service.address("postmark://To-Ken"))
    assert answer.is_taken
    path, headers, _ = service.requests[0]
    told = service.json()
    assert path == "/email"
    assert headers["X-Postmark-Server-Token"] == "To-Ken"
    assert told["From"] == "Хвиля <news@tideway.example>"
    assert told["To"] == "reader@mail.example"
    assert told["ReplyTo"] == "Ада Ткач <ada@tideway.example>"
    assert told["Subject"] == "Ранок у місті"
    assert told["TextBody"] == f"Добрий ранок.\n{UNSUBSCRIBE}\n"
    assert UNSUBSCRIBE in told["HtmlBody"]
    assert {line["Name"]: line["Value"] for line in told["Headers"]} == {
        "Message-ID": "<7-12-ABCDEFGHIJ@tideway.example>",
        "List-Id": "<morning.tideway.example>",
        "List-Unsubscribe": f"<{UNSUBSCRIBE}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Feedback-ID": "7:morning:tideway",
        "X-Masthead-Ref": "7-12-ABCDEFGHIJ",
        "X-PM-KeepID": "true",
    }
    assert told["Metadata"] == {"masthead_ref": "7-12-ABCDEFGHIJ"}
    assert (told["TrackOpens"], told["TrackLinks"]) == (False, "None")


def test_mailgun_gets_the_message_with_all_our_headers(service: Service) -> None:
    service.answers = [(200, MAILGUN_OK)]
    answers = send(service.address("mailgun://Key@mg.tideway.example", "/v3"), "a@mail.example", "b@mail.example")
    assert [answer.code for answer in answers] == [250, 250]
    path, headers, body = service.requests[1]
    told = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    assert path == "/v3/mg.tideway.example/messages"
    assert b64decode(headers["Authorization"].removeprefix("Basic ")) == b"api:Key"
    assert told["to"] == "b@mail.example"
    assert told["from"] == "Хвиля <news@tideway.example>"
    assert told["h:List-Unsubscribe"] == f"<{UNSUBSCRIBE}>"
    assert told["h:List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert told["h:Message-Id"] == "<7-12-ABCDEFGHIJ@tideway.example>"
    assert told["h:Feedback-Id"] == "7:morning:tideway"
    assert told["h:Reply-To"] == "Ада Ткач <ada@tideway.example>"
    assert told["v:masthead_ref"] == "7-12-ABCDEFGHIJ"
    assert (told["o:tracking-clicks"], told["o:tracking-opens"]) == ("no", "no")


@pytest.mark.parametrize(
    ("url", "answer", "header"),
    [
        ("sendgrid://SG.key", (202, b""), lambda told: told["headers"]["List-Unsubscribe"]),
        ("brevo://key", (201, {"messageId": "<1@x.example>"}), lambda told: told["headers"]["List-Unsubscribe"]),
        (
            "mailjet://key:secret",
            (200, {"Messages": [{"Status": "success", "To": [{"Email": "reader@mail.example", "MessageID": 1}]}]}),
            lambda told: told["Globals"]["Headers"]["List-Unsubscribe"],
        ),
        ("resend://key", (200, {"id": "1"}), lambda told: told["headers"]["List-Unsubscribe"]),
        (
            "sparkpost://key",
            (200, {"results": {"total_rejected_recipients": 0, "total_accepted_recipients": 1, "id": "1"}}),
            lambda told: told["content"]["headers"]["List-Unsubscribe"],
        ),
    ],
)
def test_each_service_takes_a_newsletter(service: Service, url: str, answer: tuple[int, Any], header: Any) -> None:
    service.answers = [answer]
    assert send(service.address(url)) == [Answer(250, "taken by the mail service")]
    assert header(service.json()) == f"<{UNSUBSCRIBE}>"


def test_amazon_gets_it_as_a_whole_and_is_asked_once(service: Service) -> None:
    pytest.importorskip("boto3")
    service.answers = [(200, {"MessageId": "1"}), (429, {"message": "slow down"}), (500, {"message": "oh"})]
    address = service.address("ses://Key:Secret@eu-west-1")
    answers = send(address, "a@mail.example", "b@mail.example", "c@mail.example")
    assert [answer.code for answer in answers] == [250, 451, 451]
    assert len(service.requests) == 3
    told = service.json(0)
    assert told["Destination"] == {"ToAddresses": ["a@mail.example"]}
    raw = b64decode(told["Content"]["Raw"]["Data"])
    assert raw.startswith(b"X-Metadata: ")
    assert raw.endswith(parcel("a@mail.example").message)
    whole = message_from_bytes(raw, policy=policy.default)
    assert isinstance(whole, EmailMessage)
    assert whole["List-Unsubscribe"] == f"<{UNSUBSCRIBE}>"
    assert whole["Subject"] == "Ранок у місті"
    service.delay = 3
    with pytest.raises(Lost) as lost:
        send(read(f"ses://Key:Secret@eu-west-1?timeout=1&api_url=http://127.0.0.1:{service.port}"))
    assert lost.value.in_doubt
    assert len(service.requests) == 4


@pytest.mark.parametrize(
    ("status", "told", "code"),
    [
        (422, {"ErrorCode": 406, "Message": "You tried to send to a recipient that has been marked as inactive.\n"
               "Found inactive addresses: reader@mail.example.\nInactive recipients are ones that have"}, 550),
        (422, {"ErrorCode": 300,
               "Message": "Error parsing 'To': Illegal email domain in address 'reader@mail.example'."}, 550),
        (422, {"ErrorCode": 300, "Message": "Invalid metadata content."}, 554),
        (429, {"ErrorCode": 429, "Message": "Rate limit exceeded"}, 451),
        (500, {"ErrorCode": 500, "Message": "Internal"}, 451),
        (503, b"<html>away</html>", 451),
        (413, b"too large", 552),
    ],
)  # fmt: skip
def test_a_refusal_is_told_as_a_relay_would(service: Service, status: int, told: Any, code: int) -> None:
    service.answers = [(status, told), (200, POSTMARK_OK)]
    answers = send(service.address("postmark://T"), "reader@mail.example", "reader@mail.example")
    assert [answer.code for answer in answers] == [code, 250]


def test_a_success_that_spells_the_address_otherwise_is_one(service: Service) -> None:
    service.answers = [(200, {**POSTMARK_OK, "To": "Reader@Other.example"})]
    assert send(service.address("postmark://T"))[0].is_taken


def test_a_refusal_in_new_words_is_one(service: Service) -> None:
    service.answers = [(422, {"ErrorCode": 406, "Message": "This one is inactive."})]
    assert send(service.address("postmark://T"))[0].code == 550


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, {"ErrorCode": 10, "Message": "Bad or missing Server API token."}),
        (403, b"no"), (404, b"no"), (402, b"pay"), (302, b"moved"),
        (422, {"ErrorCode": 405, "Message": "Not allowed to send: out of credits."}),
        (422, {"ErrorCode": 412, "Message": "The account is pending approval."}),
    ],
)  # fmt: skip
def test_a_fault_of_the_account_is_no_readers(service: Service, status: int, told: Any) -> None:
    service.answers = [(status, told)]
    with pytest.raises(CannotConnect) as refused:
        send(service.address("postmark://Secret-Token"))
    assert refused.value.permanent
    assert "Secret-Token" not in str(refused.value)


@pytest.mark.parametrize(("status", "told"), [(200, b"<html>"), (502, b""), (504, b"late"), (0, b"")])
def test_an_answer_that_was_lost_leaves_a_doubt(service: Service, status: int, told: bytes) -> None:
    service.answers = [(200, POSTMARK_OK), (status, told)]
    session = EspTransport(service.address("postmark://T")).open()
    answers = iter(session.send([parcel(), parcel(), parcel()]))
    assert next(answers).is_taken
    with pytest.raises(Lost) as lost:
        next(answers)
    assert lost.value.in_doubt
    assert len(service.requests) == 2
    with pytest.raises(Lost) as again:
        next(iter(session.send([parcel()])))
    assert not again.value.in_doubt


def test_a_service_that_does_not_answer_in_time_leaves_a_doubt(service: Service) -> None:
    service.answers, service.delay = [(200, POSTMARK_OK)], 3
    with pytest.raises(Lost) as lost:
        send(read(f"postmark://T?timeout=1&api_url=http://127.0.0.1:{service.port}/"))
    assert lost.value.in_doubt


def test_a_service_that_is_not_there_may_come_back() -> None:
    with pytest.raises(CannotConnect) as away:
        send(read(f"postmark://T?api_url=http://127.0.0.1:{free_port()}/"))
    assert not away.value.permanent


def test_an_address_that_is_none_never_leaves(service: Service) -> None:
    service.answers = [(200, POSTMARK_OK)]
    good = parcel()
    session = EspTransport(service.address("postmark://T")).open()
    bad = Parcel(good.sender, "a@b.example, all@c.example", good.message)
    assert [answer.code for answer in session.send([bad, good])] == [553, 250]
    assert len(service.requests) == 1


def test_nothing_is_posted_before_the_next_answer_is_asked_for(service: Service) -> None:
    service.answers = [(200, POSTMARK_OK)]
    answers = iter(EspTransport(service.address("postmark://T")).open().send(parcel() for _ in range(3)))
    for count in (1, 2, 3):
        assert next(answers).is_taken
        assert len(service.requests) == count


def test_a_name_in_the_header_goes_along(service: Service) -> None:
    service.answers = [(200, POSTMARK_OK)]
    message = (
        b"From: a@tideway.example\r\nTo: Ada <reader@mail.example>\r\nCc: b@mail.example\r\nSubject: x\r\n\r\nText.\r\n"
    )
    session = EspTransport(service.address("postmark://T")).open()
    list(session.send([Parcel("a@tideway.example", "reader@mail.example", message)]))
    list(session.send([Parcel("a@tideway.example", "b@mail.example", message)]))
    assert [service.json(place)["To"] for place in (0, 1)] == ["Ada <reader@mail.example>", "b@mail.example"]
    assert "Cc" not in service.json()
