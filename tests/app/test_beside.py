"""What our server tells beside the map, before the app has answered, is what the app will show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.app.visit import Visit
from zgc_map.ui.first import ahead

Open = Callable[..., Visit]
LINK = "daxing_medicine_health_manufacturing.haidian_medicine_health_research"


@pytest.mark.parametrize(
    "address",
    [
        {"lang": "en"},
        {"lang": "ru", "park": "haidian"},
        {"lang": "zh", "park": "mentougou", "sector": "ai", "match": "none", "zoom": "park"},
        {"lang": "en", "park": "yizhuang", "link": LINK, "arcs": "on", "view": "tiles"},
        {"lang": "ru", "group": "health", "compare": "haidian.daxing", "park": "daxing"},
        {"lang": "zh", "compare": "haidian.daxing.miyun.yizhuang", "park": "chaoyang"},
    ],
    ids=str,
)
def test_it_is_what_the_app_shows(visit: Open, address: dict[str, str]) -> None:
    seen = visit("map", **address)
    shown = [element.proto.body for element in seen.at.get("html")]
    assert ahead({name: [value] for name, value in address.items()}, "", dark=False) in shown
