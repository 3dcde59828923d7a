"""Which links another machine can open."""

from __future__ import annotations

import pytest

from zgc_map.ui.origin import is_local


@pytest.mark.parametrize(
    ("link", "local"),
    [
        ("http://localhost:8501/map", True),
        ("http://127.0.0.1:8501/map?lang=en", True),
        ("http://127.8.8.8/map", True),
        ("http://[::1]:8501/map", True),
        ("/map?lang=en", True),
        ("http://192.168.1.20:8501/map", False),
        ("https://atlas.example/base/map", False),
        ("https://localhost.example/map", False),
    ],
)
def test_a_link_to_this_machine_alone_is_told(link: str, local: bool) -> None:
    assert is_local(link) is local
