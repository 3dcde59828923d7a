"""The page on the rules says what the rules say."""

from __future__ import annotations

from scripts.write_rule_docs import PAGE, page
from zgc_map.catalog.rules import STAGES


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python scripts/write_rule_docs.py"


def test_the_page_tells_every_rule() -> None:
    for stage in STAGES:
        for slug in stage.rules:
            assert f"| `{slug}` |" in page()
