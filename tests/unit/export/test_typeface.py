"""The typeface shows everything the atlas says, and what it cannot show is marked."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zgc_map.export.typeface import MISSING, cleaned, printable, width, wrapped
from zgc_map.model import Catalog, Lang, LocalizedText
from zgc_map.text import load_messages


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, LocalizedText):
        yield from value.all()
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))


def test_it_has_every_sign_of_a_dataset(catalog: Catalog) -> None:
    said = "".join(texts(catalog))
    assert len(said) > 1000
    assert MISSING not in said
    assert MISSING not in printable(said)


@pytest.mark.parametrize("lang", list(Lang))
def test_it_has_every_sign_of_the_messages(lang: Lang) -> None:
    assert MISSING not in printable(str(load_messages(lang)))


def test_both_weights_have_the_same_signs(catalog: Catalog) -> None:
    assert all(width(printable(text), 10, bold=True) >= 0 for text in texts(catalog))


def test_a_sign_it_lacks_is_marked_and_what_cannot_be_seen_is_gone() -> None:
    assert printable("𠀀а") == f"{MISSING}а"
    assert cleaned("a\x00b\x1bc\ud800d\ufffee\u2028f\n") == "a b c d e f "
    assert cleaned("и\u0306") == "й"


def test_quotes_as_wide_as_a_chinese_sign_stand_in_chinese_only() -> None:
    assert printable("a “b” ’c’…") == "a \"b\" 'c'..."
    assert printable("“能源谷”…") == "“能源谷”…"


@given(st.text(max_size=200))
def test_what_is_cleaned_may_stand_in_any_xml(text: str) -> None:
    assert all(sign in "\u00a0\u202f" or sign.isprintable() for sign in cleaned(text))


@given(st.text(alphabet="ab жщ 中园，。（）«»-1", max_size=120), st.floats(40, 300))
def test_lines_hold_every_sign_and_fit(text: str, room: float) -> None:
    lines = wrapped(printable(text), 12, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, 12) <= room + 1e-6 for line in lines)


def test_chinese_breaks_anywhere_but_before_a_closing_sign() -> None:
    lines = wrapped("中关村，园区。很多很多字", 10, 31)
    assert lines == ["中关", "村，园", "区。很", "多很多", "字"]
