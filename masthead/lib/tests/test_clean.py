import pytest

from masthead.lib.clean import without_paragraph


@pytest.mark.parametrize(
    ("html", "inner"),
    [
        ("<p>One <b>bold</b></p>", "One <b>bold</b>"),
        ('<p data-block-key="x1">One</p><p data-block-key="x2">Two</p>', "One<br><br>Two"),
        ("bare", "bare"),
        ("<ul><li>x</li></ul>", "<ul><li>x</li></ul>"),
    ],
)
def test_it_takes_the_paragraph_off(html: str, inner: str) -> None:
    assert without_paragraph(html) == inner
