"""Each format that shows text has a glyph for every sign of it, in each language."""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from openpyxl import load_workbook
from pptx import Presentation

from tests.unit.export.conftest import Taker
from zgc_map.export import find_format
from zgc_map.export.typeface import font_file

LANGS = ("en", "ru", "zh")


@pytest.fixture(scope="module")
def known() -> set[int]:
    """The signs both weights of the shipped typeface have."""
    found = []
    for bold in (False, True):
        with TTFont(font_file(bold=bold), lazy=True) as font:
            found.append(set(font.getBestCmap()))
    return found[0] & found[1]


def missing(texts: Iterator[str], known: set[int]) -> set[str]:
    said = set("".join(texts))
    assert len(said) > 50
    return {sign for sign in said if ord(sign) not in known and not sign.isspace()}


@pytest.mark.parametrize("lang", LANGS)
def test_a_png_misses_no_glyph(shipped: Taker, lang: str) -> None:
    row = find_format("png")
    take = row.with_options(shipped("arcs=on", lang=lang), {"dpi": "96"})
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of a glyph it has not
        assert row.write(take)


@pytest.mark.parametrize("lang", LANGS)
def test_a_workbook_says_nothing_the_typeface_lacks(
    shipped: Taker, lang: str, known: set[int]
) -> None:
    book = load_workbook(io.BytesIO(find_format("xlsx").write(shipped(lang=lang))))
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    assert not missing((cell for cell in cells if isinstance(cell, str)), known)


@pytest.mark.parametrize("lang", LANGS)
def test_slides_say_nothing_the_typeface_lacks(shipped: Taker, lang: str, known: set[int]) -> None:
    deck = Presentation(io.BytesIO(find_format("pptx").write(shipped(lang=lang))))
    assert not missing(said(deck), known)


def said(deck: Any) -> Iterator[str]:
    for slide in deck.slides:
        for part in (slide, slide.notes_slide):
            yield from (node.text or "" for node in part._element.xpath(".//a:t"))


@pytest.mark.parametrize("lang", LANGS)
def test_the_offline_page_brings_a_font_for_everything_it_says(shipped: Taker, lang: str) -> None:
    page = find_format("html").write(shipped(lang=lang)).decode()
    [data] = re.findall(r"<script type=\"application/json\"[^>]*>(.*?)</script", page, re.DOTALL)
    ranges = re.findall(r"unicode-range:([^;}]+)", page)
    codes = {int(code.strip()[2:], 16) for one in ranges for code in one.split(",")}
    text = json.dumps(json.loads(data), ensure_ascii=False)
    assert not missing(iter([text]), codes)
