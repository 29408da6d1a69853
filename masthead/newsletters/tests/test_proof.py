"""Work that readers' devices do: right, fresh, once."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from altcha.v1 import Challenge, ChallengeOptions, create_challenge, solve_challenge
from django.utils import timezone
from freezegun import freeze_time

from masthead.newsletters import proof
from masthead.newsletters.models import UsedProof

pytestmark = pytest.mark.django_db


def solved(task: dict[str, Any] | None = None, **changed: Any) -> str:
    """What the script hands in for a challenge, after the protocol's own solver."""
    task = task or proof.challenge()
    solution = solve_challenge(Challenge("SHA-256", task["challenge"], task["maxNumber"], task["salt"], ""))
    assert solution
    parts = {name: task[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return written({**parts, "number": solution.number, **changed})


def written(parts: Any) -> str:
    return base64.b64encode(json.dumps(parts).encode()).decode()


@pytest.fixture(autouse=True)
def _little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "MOST", 500)


def test_a_solution_counts() -> None:
    assert proof.spend(solved())


def test_a_solution_counts_once() -> None:
    handed_in = solved()
    assert proof.spend(handed_in)
    assert not proof.spend(handed_in)
    assert UsedProof.objects.count() == 1


def test_a_solution_written_another_way_is_the_same_one() -> None:
    task = proof.challenge()
    assert proof.spend(solved(task))
    assert not proof.spend(solved(task, salt=task["salt"].rstrip("&")))
    assert not proof.spend(solved(task, took=12))


def test_a_challenge_tells_nothing_of_a_reader_and_is_another_each_time() -> None:
    first, second = proof.challenge(), proof.challenge()
    assert set(first) == {"algorithm", "challenge", "maxNumber", "salt", "signature"}
    assert first["salt"] != second["salt"]


def test_it_refuses_a_wrong_number() -> None:
    assert not proof.spend(solved(number=501))


def test_it_refuses_a_solution_that_is_too_old() -> None:
    with freeze_time(timezone.now() - timedelta(minutes=21)):
        handed_in = solved()
    assert not proof.spend(handed_in)


def test_it_refuses_a_later_end_than_was_given() -> None:
    with freeze_time(timezone.now() - timedelta(hours=1)):
        task = proof.challenge()
    later = f"{task['salt'].partition('?')[0]}?expires={int(timezone.now().timestamp()) + 600}&"
    assert not proof.spend(solved(task, salt=later))


def test_it_refuses_a_challenge_that_is_not_ours() -> None:
    theirs = create_challenge(ChallengeOptions("SHA-256", 50, hmac_key="theirs", expires=timezone.now() + proof.LASTS))
    assert not proof.spend(solved(theirs.to_dict()))


@pytest.mark.parametrize(
    "handed_in",
    ["", "no", "e30=", "ä", written([]), written("text"), written(None), written({"algorithm": "SHA-256"}),
     written({"algorithm": "SHA-256", "challenge": [], "number": 1, "salt": {}, "signature": None}),
     written({"algorithm": "SHA-1", "challenge": "a", "number": 1, "salt": "a?expires=x&", "signature": "a"}),
     written({"algorithm": "SHA-256", "challenge": "a", "number": True, "salt": "a", "signature": "a"}),
     base64.b64encode(b"[" * 700).decode(), "A" * 5000],
)  # fmt: skip
def test_it_refuses_what_is_no_solution(handed_in: str) -> None:
    assert not proof.spend(handed_in)
    assert not UsedProof.objects.exists()


def test_used_solutions_are_kept_until_they_could_not_be_used_again() -> None:
    proof.spend(solved())
    assert proof.forget_expired() == 0
    with freeze_time(timezone.now() + timedelta(minutes=22)):
        assert proof.forget_expired() == 1
