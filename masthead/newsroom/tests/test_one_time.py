"""Nobody schedules by a clock of their own."""

from __future__ import annotations

from django.test import Client

from masthead.people.models import Staff


def test_an_account_offers_no_time_zone_of_its_own(reporter: Staff, client: Client) -> None:
    client.force_login(reporter)
    page = client.get("/newsroom/account/").content.decode()
    assert "current_time_zone" not in page
    assert "preferred_language" in page
