"""Which links another machine can open."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from zgc_map.ui import origin
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


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://atlas.example/base/stories", "stories"),
        ("http://127.0.0.1:8501/map/?lang=en", "map"),
        ("http://127.0.0.1:8501/start", ""),
        ("http://127.0.0.1:8501/", ""),
        ("ftp://127.0.0.1/map", ""),
        (None, ""),
    ],
)
def test_the_page_in_the_bar_is_that_of_the_browser(
    monkeypatch: pytest.MonkeyPatch, address: str | None, page: str
) -> None:
    run = SimpleNamespace(context_info=SimpleNamespace(url=address))
    monkeypatch.setattr(origin, "get_script_run_ctx", lambda: run)
    assert origin.page_in_bar() == page
