import pytest

from masthead.demo.files import story_files, updates_file
from masthead.demo.markup import blocks, in_line


def test_paragraphs_that_follow_each_other_are_one_block() -> None:
    assert list(blocks("One\nline.\n\nTwo.\n\n## Head\n\nThree.")) == [
        ("paragraph", "<p>One line.</p><p>Two.</p>"), ("heading", "Head"), ("paragraph", "<p>Three.</p>")
    ]  # fmt: skip


def test_a_quote_knows_who_said_it() -> None:
    found = list(blocks("> We knew.\n> — Marta Example, councillor"))
    assert found == [("quote", {"text": "<p>We knew.</p>", "source": "Marta Example", "role": "councillor"})]


def test_a_table_has_head_rows_and_caption() -> None:
    found = list(blocks("| Year | Cost |\n|---|---|\n| 2024 | 14 |\nTable: Costs"))
    assert found == [("table", {"caption": "Costs", "head": ["Year", "Cost"], "rows": [["2024", "14"]]})]


def test_code_keeps_its_blank_lines() -> None:
    assert next(blocks("::code python\na = 1\n\nb = 2\n::end"))[1]["code"] == "a = 1\n\nb = 2"


def test_inline_marks_and_escapes() -> None:
    assert in_line("**a** *b* [c](/d/) <e> 2*3") == '<b>a</b> <i>b</i> <a href="/d/">c</a> &lt;e&gt; 2*3'


def test_an_unknown_directive_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such directive"):
        list(blocks("::nothing here"))


def test_the_paper_is_as_rich_as_promised() -> None:
    stories = story_files()
    assert len(stories) >= 40
    assert len(updates_file()) == 60
    assert sum(story.facts.get("language") == "uk" for story in stories) == 2
    assert len({section for story in stories for section in [story.facts["section"]]}) == 6
    assert len({author for story in stories for author in story.facts["authors"]}) == 8
    kinds = {kind for story in stories for kind, _ in story.blocks}
    assert {"table", "quote", "list", "points", "gallery", "picture", "related", "embed", "code", "divider"} <= kinds
