import pytest

from masthead.lib.reading import count_words, reading_minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("One two", 2), ("Don’t well-known", 2), ("Київ, п’ять слів — так", 4), ("a… b/c 3.5", 5), ("_", 0)],
)
def test_it_counts_words(text: str, words: int) -> None:
    assert count_words(text) == words


def test_ukrainian_takes_longer_for_the_same_words() -> None:
    assert reading_minutes(900, "uk") == 5
    assert reading_minutes(900, "en") == 4


def test_the_shortest_story_takes_a_minute() -> None:
    assert reading_minutes(0, "en") == 1
