"""Headers of printed pages that are made of their address."""

from __future__ import annotations

from pathlib import Path

from masthead.press.serving.pages import Pages
from masthead.press.serving.store import Store

PAGE = '<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;"><p>Паром'


def test_the_onion_address_of_a_page_with_a_ukrainian_name_is_a_header_that_every_client_can_read(
    tmp_path: Path,
) -> None:
    place = tmp_path / "2026/03/05/паром 1"
    place.mkdir(parents=True)
    (place / "index.html").write_text(PAGE, encoding="utf-8")
    answer = Pages(tmp_path, Store(100_000), [], "http://tide.onion").find("/2026/03/05/паром 1/")
    assert answer is not None
    headers = dict(answer.bodies["identity"].headers)
    assert headers["onion-location"] == "http://tide.onion/2026/03/05/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC%201/"
