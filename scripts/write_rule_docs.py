"""Write docs/catalog-rules.md from the register of rules; `--check` only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zgc_map.catalog.limits import LIMITS
from zgc_map.catalog.rules import STAGES
from zgc_map.catalog.stages import Stage
from zgc_map.geo.area_rules import TOGETHER
from zgc_map.geo.geojson import AREA_LIMITS, JSON
from zgc_map.geo.shape_rules import AREAS
from zgc_map.query.stories import VIEWS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "catalog-rules.md"

_HEAD = """\
# Rules of a data folder

Written by `scripts/write_rule_docs.py` from the docstrings of the rules: change those, not this.

`zgc-map check [folder]` runs every rule and tells every problem at once: file, row (the line an
editor shows; the header is line 1; in a story the step), column, rule, what was found, what is
allowed. `--json` prints the same as a list of objects. The app starts only on a folder without
problems.

A mistake is told once. Where a file cannot be read, or a row is refused, the rules that would need
it stay silent, and look again when it is mended. No row is dropped in silence: each one is
accepted, or refused by a rule and its line.
"""


def page() -> str:
    """Return the text of the page."""
    return "\n".join(
        [_HEAD, *_limits(), *(line for stage in _stages() for line in _section(stage))]
    )


def _stages() -> tuple[Stage[Any], ...]:
    return (*STAGES, VIEWS, JSON, AREAS, TOGETHER)


def _limits() -> Iterator[str]:
    yield "## Limits\n"
    yield "| setting | at most |\n|---|---|"
    for name in ("file_bytes", "rows", "columns", "cell_characters", "story_bytes"):
        yield f"| `{name}` | {getattr(LIMITS, name):,} |"
    for name in ("depth", "features", "vertices"):
        yield f"| `{name}` (layers) | {getattr(AREA_LIMITS, name):,} |"
    yield ""


def _section(stage: Stage[Any]) -> Iterator[str]:
    yield f"## {stage.title}\n\n{stage.about}\n"
    yield "| rule | what holds |\n|---|---|"
    for rule in stage.rules.values():
        about = " ".join(rule.about.split()).replace("|", "\\|")
        yield f"| `{rule.slug}` | {about} |"
    yield ""


def main() -> int:
    """Write the page, or with `--check` return 1 when it is not current."""
    current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
    elif not current:
        print(f"{PAGE.name} is not current: run python scripts/write_rule_docs.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
