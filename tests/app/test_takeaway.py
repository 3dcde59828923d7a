"""The menu of files to take away: every format on every page, of exactly the view."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import Open
from tests.app.visit import PAGES, Visit
from zgc_map.export import FORMATS


def buttons(visit: Visit) -> dict[str, Any]:
    """Open the menu and return its buttons by format."""
    (menu,) = [e for e in visit.at.get("popover") if e.proto.popover.id.endswith("take")]
    states = visit.at._tree.get_widget_states()
    states.widgets.add(id=menu.proto.popover.id, bool_value=True)
    visit.done(visit.at._run(states))
    found = {}
    for element in visit.at.get("download_button"):
        _, _, slug = element.proto.id.rpartition("take-")
        found[slug] = element.proto
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_page_offers_every_format(visit: Open, page: str) -> None:
    found = buttons(visit(page, lang="zh", park="haidian"))
    assert set(found) == {row.slug for row in FORMATS}
    for proto in found.values():
        assert not proto.disabled
        assert proto.deferred_file_id  # written only on a click


def test_a_format_that_lacks_something_says_so(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zgc_map.export.formats._installed", lambda name: name != "xlsxwriter")
    found = buttons(visit("map", lang="en"))
    assert found["xlsx"].disabled
    assert "xlsxwriter" in found["xlsx"].label
    assert not found["csv"].disabled
