"""A server is warm before its first reader comes, and says so to nobody but the collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit import config

from zgc_map.catalog import DataError
from zgc_map.ui.store import open_store
from zgc_map.ui.warm import warm


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    before = config.get_option("runner.postScriptGC")
    yield
    gc.unfreeze()
    config.set_option("runner.postScriptGC", before)


def test_a_warm_server_has_drawn_the_map_and_does_not_collect_after_each_run() -> None:
    warm()
    assert "drawing" in vars(open_store())
    assert gc.get_freeze_count() > 100_000
    assert gc.isenabled()
    assert config.get_option("runner.postScriptGC") is False


def test_a_server_without_data_is_told_and_frozen_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(DataError):
        warm()
    assert gc.get_freeze_count() > 0
