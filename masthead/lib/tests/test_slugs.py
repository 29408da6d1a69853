"""The official table's own examples (resolution No. 55 of 27 January 2010), and what headlines bring."""

import pytest

from masthead.lib.slugs import make_slug, transliterate, with_suffix


@pytest.mark.parametrize(
    ("ukrainian", "latin"),
    [
        ("Алушта", "alushta"), ("Андрій", "andrii"), ("Борщагівка", "borshchahivka"), ("Борисенко", "borysenko"),
        ("Вінниця", "vinnytsia"), ("Володимир", "volodymyr"), ("Гадяч", "hadiach"), ("Згурський", "zghurskyi"),
        ("Ґалаґан", "galagan"), ("Ґорґани", "gorgany"), ("Донецьк", "donetsk"), ("Рівне", "rivne"),
        ("Єнакієве", "yenakiieve"), ("Гаєвич", "haievych"), ("Короп’є", "koropie"), ("Житомир", "zhytomyr"),
        ("Жанна", "zhanna"), ("Закарпаття", "zakarpattia"), ("Казимирчук", "kazymyrchuk"), ("Медвин", "medvyn"),
        ("Їжакевич", "yizhakevych"), ("Кадиївка", "kadyivka"), ("Мар’їне", "marine"), ("Йосипівка", "yosypivka"),
        ("Стрий", "stryi"), ("Олексій", "oleksii"), ("Харків", "kharkiv"), ("Хмельницький", "khmelnytskyi"),
        ("Шостка", "shostka"), ("Щербухи", "shcherbukhy"), ("Гоща", "hoshcha"), ("Юрій", "yurii"),
        ("Корюківка", "koriukivka"), ("Яготин", "yahotyn"), ("Костянтин", "kostiantyn"), ("Знам’янка", "znamianka"),
        ("Розгон", "rozghon"),
    ],
)  # fmt: skip
def test_it_follows_the_official_table(ukrainian: str, latin: str) -> None:
    assert transliterate(ukrainian) == latin


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Council hid the cost", "council-hid-the-cost"),
        ("“Quotes” — and dashes…", "quotes-and-dashes"),
        ("Łódź, Ærø & Größe", "lodz-aero-grosse"),
        ("Don’t stop", "dont-stop"),
        ("Ціна хліба: 11 гривень", "tsina-khliba-11-hryven"),
        ("北京", ""),
        ("  ", ""),
    ],
)
def test_it_makes_readable_slugs(headline: str, slug: str) -> None:
    assert make_slug(headline) == slug


def test_it_cuts_at_a_word() -> None:
    assert make_slug("one two three four", longest=9) == "one-two"


def test_it_cuts_a_single_endless_word() -> None:
    assert make_slug("a" * 200, longest=10) == "a" * 10


def test_a_suffix_fits_into_the_length() -> None:
    assert with_suffix("abcdefghij", 12, longest=10) == "abcdefg-12"
