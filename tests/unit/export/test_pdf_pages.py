"""A document as poppler shows it: pages, what stands on them, and that nothing leaves them."""

from __future__ import annotations

import io
import subprocess
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from tests.unit.export.conftest import Taker
from zgc_map.export import find_format
from zgc_map.query import Picture, step_address

Word = tuple[float, float, float, float, str]
"""Its left, top, right and bottom (points from the upper left corner), its text."""

VIEWS = (
    ("stage", "story=one_zone"),
    ("compare", "compare=haidian.daxing.fangshan.yizhuang"),
    ("map", ""),
)
EDGE = 36.0
"""No word stands nearer to the left, the right or the top of a page (points)."""


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_pages_hold_what_they_show(
    shipped: Taker, poppler: Path, tmp_path: Path, page: str, query: str, lang: str
) -> None:
    take = shipped(query, page=page, lang=lang)
    data = find_format("pdf").write(take)
    path = tmp_path / "view.pdf"
    path.write_bytes(data)
    words = _words(poppler, path)
    reader = PdfReader(io.BytesIO(data))
    assert len(words) == len(reader.pages)
    for found in words:
        assert found
        for left, top, right, bottom, text in found:
            assert EDGE <= left < right <= 595.3 - EDGE, text
            assert EDGE - 8 <= top < bottom <= 841.9 - 12, text
    _, parts = reader.outline
    heads = Counter(reader.get_destination_page_number(row) for row in parts)
    maps = _maps(words, [take.t("picture.km", n=length) for length in ("2", "5", "10", "20", "50")])
    steps = take.catalog.story[take.address.story].steps if take.address.story else ()
    if steps:
        begun = Counter(
            reader.get_destination_page_number(row)
            for row, step in zip(parts, steps, strict=False)
            if step_address(take.catalog, step)[1].picture is Picture.MAP  # tiles have no scale
        )
        assert maps == begun  # each step's map stands on the page of its heading
    else:
        assert maps == {0: 1}
    for number, found in enumerate(words):
        lowest = max(bottom for *_, bottom, _ in found[:-1] if bottom < 841.9 - 40)
        for row in parts:
            if reader.get_destination_page_number(row) == number:
                top = 841.9 - float(row["/Top"])
                assert lowest > top + 30, row["/Title"]  # a heading is not the last on its page
    assert set(heads) <= set(range(len(words)))


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_a_page_is_drawn_inside_its_edges(
    shipped: Taker, poppler: Path, tmp_path: Path, lang: str
) -> None:
    take = shipped("park=haidian", page="parks", lang=lang)
    path = tmp_path / "view.pdf"
    path.write_bytes(find_format("pdf").write(take))
    subprocess.run(
        [poppler / "pdftoppm", "-r", "24", "-png", path, tmp_path / "page"], check=True, timeout=60
    )
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == len(PdfReader(path).pages)
    for drawn in pages:
        dots = np.asarray(Image.open(drawn).convert("RGB")).astype(int)
        inked = (dots < 200).any(axis=2)
        assert inked.any()
        inked[8:-4, 8:-8] = False
        assert not inked.any()
    colours = np.asarray(Image.open(pages[0]).convert("HSV"))[:, :, 1]
    assert (colours > 90).sum() > 200  # the map's own colours


def _words(poppler: Path, path: Path) -> list[list[Word]]:
    """Return the words of each page."""
    done = subprocess.run(
        [poppler / "pdftotext", "-bbox", path, "-"], check=True, capture_output=True, timeout=60
    )
    space = "{http://www.w3.org/1999/xhtml}"
    sides = ("xMin", "yMin", "xMax", "yMax")
    return [
        [
            (*(float(word.attrib[side]) for side in sides), word.text or "")  # type: ignore[misc]  # four of them
            for word in page.iter(f"{space}word")
        ]
        for page in ET.fromstring(done.stdout).iter(f"{space}page")
    ]


def _maps(words: list[list[Word]], bars: list[str]) -> dict[int, int]:
    """Return how many maps each page has, by what their scale bars say."""
    joined = {"".join(bar.split()) for bar in bars}
    counts = Counter(
        number
        for number, found in enumerate(words)
        for at in range(len(found))
        if found[at][-1] in joined or "".join(word[-1] for word in found[at : at + 2]) in joined
    )
    return dict(counts)
