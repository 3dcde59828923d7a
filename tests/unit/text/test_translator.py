"""Words in each language: plural forms, dates, numbers, lists, and whose language it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zgc_map.model import Lang, LocalizedText
from zgc_map.text import Translator, load_messages, match_lang

FIRM = str.maketrans("\u00a0\u202f", "  ")
"""Spaces that do not break, told apart by no reader."""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 утверждений"),
        (1, "1 утверждение"),
        (2, "2 утверждения"),
        (5, "5 утверждений"),
        (11, "11 утверждений"),
        (21, "21 утверждение"),
        (22, "22 утверждения"),
        (111, "111 утверждений"),
    ],
)
def test_russian_counts(number: int, said: str) -> None:
    assert Translator(Lang.RU).count("count.claims", number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "ещё о 0 парках источник молчит"),
        (1, "ещё об 1 парке источник молчит"),
        (2, "ещё о 2 парках источник молчит"),
        (11, "ещё о 11 парках источник молчит"),
        (21, "ещё об 21 парке источник молчит"),
    ],
)
def test_russian_counts_in_another_case(number: int, said: str) -> None:
    assert Translator(Lang.RU).count("count.silent", number) == said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            Lang.EN,
            [
                f"{parks} of 9 the source mentions"
                for parks in ("0 parks", "1 park", "2 parks", "1,234 parks")
            ],
        ),
        (Lang.ZH, [f"{n} 个园区（来源提及的共 9 个）" for n in ("0", "1", "2", "1234")]),
    ],
)
def test_english_and_chinese_counts(lang: Lang, said: list[str]) -> None:
    t = Translator(lang)
    assert [t.count("count.parks", n, total=9) for n in (0, 1, 2, 1234)] == said


@pytest.mark.parametrize("lang", list(Lang))
@given(number=st.integers(min_value=0, max_value=10**9))
def test_any_number_is_counted_and_named(lang: Lang, number: int) -> None:
    t = Translator(lang)
    said = t.count("count.claims", number)
    assert t.number(number) in said
    assert "{" not in said


@pytest.mark.parametrize(
    ("partial", "en", "ru", "zh"),
    [
        ("2024", "2024", "2024", "2024年"),
        ("2024-05", "May 2024", "май 2024 г.", "2024年5月"),
        ("2024-05-20", "May 20, 2024", "20 мая 2024 г.", "2024年5月20日"),
        ("2012-12-01", "December 1, 2012", "1 декабря 2012 г.", "2012年12月1日"),
    ],
    ids=["year", "month", "day", "day of a long month"],
)
def test_dates_are_as_exact_as_the_source(partial: str, en: str, ru: str, zh: str) -> None:
    said = [Translator(lang).date(partial).translate(FIRM) for lang in Lang]
    assert said == [en, ru, zh]


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(
    "text", ["spring 2021", "", "2021-13", "2021-00", "2021-02-30", "2023-02-29", "0000", "0000-01"]
)
def test_what_is_no_date_is_said_as_it_is(lang: Lang, text: str) -> None:
    assert Translator(lang).date(text) == text


@pytest.mark.parametrize("lang", list(Lang))
@given(text=st.text(max_size=12) | st.from_regex(r"\d{4}(-\d\d){0,2}", fullmatch=True))
def test_any_text_for_a_date_is_said(lang: Lang, text: str) -> None:
    assert isinstance(Translator(lang).date(text), str)


@pytest.mark.parametrize(
    ("value", "en", "ru", "zh"),
    [
        (7, "7", "7", "7"),
        (7.0, "7", "7", "7"),
        (19600, "19,600", "19 600", "19,600"),
        (976.1, "976.1", "976,1", "976.1"),
        (4.08, "4.08", "4,08", "4.08"),
    ],
)
def test_numbers(value: float, en: str, ru: str, zh: str) -> None:
    said = [Translator(lang).number(value).translate(FIRM) for lang in Lang]
    assert said == [en, ru, zh]


def test_lists() -> None:
    said = [Translator(lang).listed(["A", "B", "C"]) for lang in Lang]
    assert said == ["A, B, and C", "A, B и C", "A、B和C"]
    assert Translator(Lang.EN).listed(["A"]) == "A"
    assert Translator(Lang.EN).listed([]) == ""
    assert Translator(Lang.EN).listed(name for name in "AB") == "A and B"


def test_names_are_in_the_language_spoken() -> None:
    text = LocalizedText(en="Oak", ru="Дуб", zh="橡树")
    assert [Translator(lang).name(text) for lang in Lang] == ["Oak", "Дуб", "橡树"]


def test_placeholders_are_filled_and_never_read_again() -> None:
    t = Translator(Lang.EN)
    for hostile in ("{title}", "{0}", "{t.lang}", "{{7*7}}", "%s"):
        assert hostile in t("app.dropped", names=hostile)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("key", ["", "nothing", "map", "map.nothing", "map.title.en", "MAP.TITLE"])
def test_unknown_keys_are_errors(lang: Lang, key: str) -> None:
    with pytest.raises(KeyError):
        Translator(lang)(key)
    with pytest.raises(KeyError):
        Translator(lang).count(key, 1)


def test_counted_and_plain_messages_are_not_mixed_up() -> None:
    t = Translator(Lang.EN)
    with pytest.raises(KeyError, match="use count"):
        t("count.claims")
    with pytest.raises(KeyError, match="not counted"):
        t.count("map.tip_off", 1)
    with pytest.raises(KeyError, match="total"):
        t.count("count.parks", 1)


@pytest.mark.parametrize("lang", list(Lang))
def test_keys_are_flat(lang: Lang) -> None:
    messages = load_messages(lang)
    assert "as_of" in messages
    assert "map.tip_off" in messages
    assert all(isinstance(text, str) or "other" in text for text in messages.values())


ALL = (Lang.RU, Lang.EN, Lang.ZH)


@pytest.mark.parametrize(
    ("tag", "lang"),
    [
        ("en", Lang.EN),
        ("en-US", Lang.EN),
        ("ru-RU", Lang.RU),
        ("zh", Lang.ZH),
        ("zh-CN", Lang.ZH),
        ("zh-Hant-TW", Lang.ZH),
        ("zh-Hans", Lang.ZH),
        ("de-DE", None),
        ("x", None),
        ("", None),
        (None, None),
    ],
)
def test_the_readers_language(tag: str | None, lang: Lang | None) -> None:
    assert match_lang(tag, ALL) is lang


@pytest.mark.parametrize("tag", ["EN", "EN-us", "ZH-hant", "Ru-ru"])
def test_language_tags_have_no_case(tag: str) -> None:
    """RFC 5646, 2.1.1: case carries no meaning, and a browser may send any."""
    assert match_lang(tag, ALL) is Lang(tag[:2].lower())


def test_only_offered_languages_are_matched() -> None:
    assert match_lang("zh-CN", (Lang.EN, Lang.RU)) is None
    assert match_lang("ru", ()) is None


@given(
    tag=st.text(max_size=40)
    | st.from_regex(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}")
    | st.from_regex(r"(?i:en|ru|zh)([-_][A-Za-z]{2,4})?")
)
def test_any_tag_is_a_language_offered_or_none(tag: str) -> None:
    assert match_lang(tag, ALL) in (*ALL, None)
