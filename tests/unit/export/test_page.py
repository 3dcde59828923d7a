"""The one-file page as text: nothing in it loads, and no data of it is markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import unescape

import pytest

from tests.unit.export.conftest import Taker, taker
from zgc_map.export import find_format
from zgc_map.export.webfonts import font_rules
from zgc_map.geo import Zone
from zgc_map.render.map import SCRIPTS


@pytest.fixture
def page(zone: Zone) -> str:
    return find_format("html").write(taker(zone)(lang="ru")).decode()


def elements(page: str, tag: str) -> list[str]:
    """Return what stands in each element of a tag, as a browser would cut it."""
    return re.findall(rf"<{tag}[^>]*>(.*?)</{tag}", page, re.DOTALL | re.IGNORECASE)


def test_the_policy_names_every_script_and_style_by_its_digest(page: str) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    policy = unescape(policy)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy and "http" not in policy
    data, *scripts = elements(page, "script")
    assert json.loads(data)["languages"]
    for code in (*scripts, *elements(page, "style")):
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert len(scripts) == len(SCRIPTS) + 2  # and what answers, and the page itself


def test_nothing_in_it_is_loaded_from_beside_it(page: str) -> None:
    for sheet in elements(page, "style"):
        assert "@import" not in sheet
        assert set(re.findall(r"url\((\w+:)?", sheet)) <= {"data:"}
    assert not re.search(r"<(?:link|img|iframe|object|base)\b", page)
    assert not re.search(r"<script[^>]+src=", page)


def test_the_data_in_it_has_no_sign_of_markup(page: str) -> None:
    (data, *_) = elements(page, "script")
    assert not set("<>&\u2028\u2029") & set(data)


def test_it_opens_with_the_question_of_the_view(shipped: Taker) -> None:
    take = shipped("park=haidian&sector=ai.uav&match=all&without=inferred", lang="zh")
    (data, *_) = elements(find_format("html").write(take).decode(), "script")
    said = json.loads(data)
    assert said["asked"] == {"groups": [], "sectors": ["ai", "uav"], "match": "all"}
    assert (said["park"], said["lang"]) == ("haidian", "zh")
    assert "inferred" not in {row["basis"] for row in said["links"]}
    assert len({row["sector"] for row in said["links"]}) > 2


def test_fonts_hold_what_is_asked_for_and_no_more() -> None:
    rules = font_rules("园Яa")
    ranges = re.findall(r"unicode-range:([^;}]+)", rules)
    codes = {code.removeprefix("U+") for one in ranges for code in one.split(",")}
    assert codes == {f"{ord(char):X}" for char in "园Яa"}
    assert len(rules) < 20_000
