"""axe-core on every page and theme: no violation that is ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader

OpenReader = Callable[..., Reader]
AXE = (Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
CASES = [
    (page, theme) for page in ("map", "parks", "sectors", "sources") for theme in ("light", "dark")
]

NOT_OURS: dict[str, tuple[str, ...]] = {}
"""axe rule → targets that Streamlit or Leaflet draw and we cannot mend, each seen and named."""


def violations(frame: Any) -> list[str]:
    frame.evaluate(AXE)
    found = frame.evaluate("() => axe.run(document, {iframes: false})")["violations"]
    return [
        f"{rule['id']}: {target} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
        for target in [" ".join(map(str, node["target"]))]
        if not any(part in target for part in NOT_OURS.get(rule["id"], ()))
    ]


@pytest.mark.parametrize(("page", "theme"), CASES, ids=[f"{page}-{theme}" for page, theme in CASES])
def test_axe_finds_nothing_that_is_ours(
    server: Server, open_reader: OpenReader, page: str, theme: str
) -> None:
    reader = open_reader(server.url, f"/{page}?lang=en&park=haidian", theme=theme)
    if page == "map":
        reader.area_ready()
    found = violations(reader.page)
    if page == "map":
        frame = reader.map.locator("#map_div").element_handle().owner_frame()
        found += violations(frame)
    assert found == [], "\n".join(found)
