"""One key for the forms of a word, other keys for other words."""

from __future__ import annotations

import pytest

from masthead.lib.stems import COMMON, LONGEST, fold, stem_of, stems, words, words_beginning

FAMILIES = [
    "місто міста місту містом місті містами містах",
    "редакція редакції редакцію редакцією редакцій редакціям редакціями редакціях",
    "вибори виборів виборам виборами виборах",
    "рік року роком роки років рокам роками роках",
    "Київ Києва Києву Києвом Києві",
    "Харків Харкова Харкову Харковом Харкові",
    "Львів Львова Львову Львовом Львові",
    "Україна України Україну Україною Україні",
    "українець українця українцю українцем українці українців українцям",
    "президент президента президентові президентом президенти президентів",
    "рішення рішенню рішенням рішень рішеннями рішеннях",
    "програма програми програму програмою програм програмами програмах",
    "проблема проблеми проблему проблем проблемами",
    "система системи систему системою систем системах",
    "дорога дороги дорогу дорогою доріг дорогами дорозі",
    "політика політики політику політикою політиці",
    "школа школи школу школою школі шкіл школами",
    "міський міська міське міського міському міським міської міською міських міськими",
    "область області областю областей областями",
    "вересень вересня вересню вереснем",
    "будинок будинку будинком будинки будинків будинками",
    "депутатка депутатки депутатку депутаткою депутаток депутатками",
    "війна війни війну війною війні",
    "обстріл обстрілу обстрілом обстріли обстрілів обстрілами",
    "захід заходу заходом заходи заходів заходами",
    "музей музею музеєм музеї музеїв музеями",
    "здоров’я здоров'я здоровʼю здоров’ям",
    "день дня дні днів днями",
    "слово слова слову словом слів словами",
    "умова умови умову умовою умов умовами",
    "голосування голосуванню голосуванням голосувань",
    "Зеленський Зеленського Зеленському Зеленським",
    "Шевченко Шевченка Шевченку Шевченком Шевченкові",
    "влада влади владу владою владі",
    "Крим Криму Кримом Кримі",
    "election elections",
    "run running runs",
    "council councils council's council’s",
    "reporter reporters reporter’s",
]
STRANGERS = [
    ("мер", "море"), ("мова", "умова"), ("рада", "рід"), ("вибори", "вибух"), ("місто", "місяць"), ("голова", "голос"),
    ("школа", "шкода"), ("суд", "сад"), ("закон", "захід"), ("влада", "вода"), ("рік", "рука"), ("газета", "газ"),
    ("council", "counsel"), ("election", "electric"),
]  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.split()[0])
def test_the_forms_of_a_word_have_one_stem(family: str) -> None:
    assert {stem_of(word) for word in family.split()} == {stem_of(family.split()[0])}


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem_of(one) != stem_of(other)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Café", "cafe"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("O’Brien", "obrien"), ("ﬁne", "fine"),
        ("council’s", "council"), ("за\u0301мок", "замок"), ("Йосип", "йосип"), ("Їжак", "їжак"), ("ґанок", "ганок"),
        ("п'ять", "пять"), ("m²", "m2"),
    ],
)  # fmt: skip
def test_case_accents_and_apostrophes_do_not_count(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_words_know_where_they_stand() -> None:
    text = "The mayor’s—“new” by-election!"
    assert [text[word.start : word.end] for word in words(text)] == ["The", "mayor’s", "new", "by", "election"]


def test_signs_alone_are_no_words() -> None:
    assert stems("— … !!! _ '’ \x00 \u0301") == []


def test_stems_are_letters_and_digits_of_bounded_length() -> None:
    text = "½ ① x" + "y" * 500 + " ａｂｃ १२३ 日本語 e\u0301\u0302 ²₃ 1e5 0x1f ǆ ŉ"
    for stem in stems(text):
        assert stem.isalnum()
        assert len(stem) <= LONGEST
        assert stem == stem.casefold()


def test_common_words_are_written_as_they_are_folded() -> None:
    assert {fold(word) for word in COMMON} == COMMON


ODD = ["Élan", "ґанок", "ﬁne", "½", "Їжак", "skies", "dying", "10km"]


@pytest.mark.parametrize("written", [*" ".join(FAMILIES).split(), *ODD])
def test_a_word_is_found_by_the_first_letter_of_its_stem(written: str) -> None:
    found = words_beginning(f"«Zz-{written}»", frozenset(stem_of(written)[0]))
    assert [word.written for word in found] == [written]


def test_words_that_begin_otherwise_are_left_out() -> None:
    assert [word.written for word in words_beginning("Harbour, O’Ferry’s п'яту Ferry", frozenset("fя"))] == ["Ferry"]
