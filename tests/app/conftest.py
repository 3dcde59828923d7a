"""The app without a browser: every page as a reader's session would run it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.app.visit import Visit

Open = Callable[..., Visit]


@pytest.fixture(autouse=True)
def shipped_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show the shipped dataset unless a test asks for another."""
    monkeypatch.delenv("ZGC_MAP_DATA", raising=False)


@pytest.fixture
def visit() -> Open:
    """Open a page of the app, as the first request of a new session."""
    return Visit
