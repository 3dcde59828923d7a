"""What the server says of keeping the scripts and styles of ours."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from tests.unit.serve.asking import ask
from zgc_map import ROOT
from zgc_map.serve.files import file_routes


@pytest.mark.parametrize("base", ["", "/atlas"])
def test_a_browser_asks_at_each_visit_and_is_told_that_nothing_changed(base: str) -> None:
    """Else scripts of before an update would meet those of after it."""
    app = Starlette(routes=file_routes(base))
    path = f"{base}/app/static/atlas/map.js"
    first = ask(app, path)
    assert (first.status, first.headers["cache-control"]) == (200, "no-cache")
    assert first.text == (ROOT / "static/atlas/map.js").read_text("utf-8")
    again = ask(app, path, {"if-none-match": first.headers["etag"]})
    assert (again.status, again.headers["cache-control"], again.text) == (304, "no-cache", "")


@pytest.mark.parametrize("name", ["no.js", "", "../vendor/README.md", "%2e%2e/vendor/README.md"])
def test_nothing_else_is_there(name: str) -> None:
    assert ask(Starlette(routes=file_routes("")), f"/app/static/atlas/{name}").status == 404
