"""A data folder that is broken, changed or replaced while the app runs."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.app.conftest import Open
from tests.app.visit import PAGES, Visit
from tests.hostile_zone import TOYTOWN
from zgc_map.model import Lang
from zgc_map.ui.store import open_store


def remove(name: str) -> Callable[[Path], object]:
    return lambda town: (town / name).unlink()


def overwrite(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda town: (town / name).write_bytes(data)


def replaced(name: str, old: bytes, new: bytes) -> Callable[[Path], object]:
    def change(town: Path) -> None:
        before = (town / name).read_bytes()
        assert old in before
        (town / name).write_bytes(before.replace(old, new))

    return change


BROKEN: dict[str, Callable[[Path], object]] = {
    "nothing there": shutil.rmtree,
    "no package": remove("datapackage.json"),
    "no table": remove("parks.csv"),
    "no layer": remove("geo/wards.geojson"),
    "package no JSON": overwrite("datapackage.json", b"{"),
    "package a list": overwrite("datapackage.json", b"[]"),
    "table of zeros": overwrite("claims.csv", b"\x00" * 1_000),
    "table empty": overwrite("parks.csv", b""),
    "table not UTF-8": overwrite("sectors.csv", b"\xff\xfe\x00"),
    "unknown id": replaced("assignments.csv", b"trade_boat", b"trade_moon"),
    "hostile id": replaced("parks.csv", b"park_oak", b"{{7*7}}"),
    "hostile colour": replaced("sector_groups.csv", b"#8a1237", b"red;}</style><script>"),
    "layer no JSON": overwrite("geo/wards.geojson", b"<html>"),
    "layer deep": overwrite("geo/wards.geojson", b"[" * 100_000),
    "layer not finite": replaced("geo/wards.geojson", b"10.0", b"NaN"),
    "area without a place": replaced("geo/quays.geojson", b"quay_yew", b"quay_moon"),
}


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("page", ["", *PAGES])
def test_every_page_stays_calm(
    visit: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str, lang: Lang
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(tmp_path / "nowhere"))
    check_calm(visit(page, lang=lang.value, park="haidian"))


@pytest.mark.parametrize("damage", list(BROKEN.values()), ids=list(BROKEN))
def test_no_damage_gives_a_traceback(
    visit: Open,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    damage: Callable[[Path], object],
) -> None:
    town = Path(shutil.copytree(TOYTOWN, tmp_path / "town"))
    damage(town)
    monkeypatch.setenv("ZGC_MAP_DATA", str(town))
    check_calm(visit("parks"))
    ours = [record for record in caplog.records if record.name.startswith("zgc_map")]
    assert any("problem" in record.getMessage() for record in ours), "the server's log names it"
    assert not any(record.exc_info for record in caplog.records)


def check_calm(seen: Visit) -> None:
    (error,) = [error.value.replace("\\", "") for error in seen.at.error]
    assert error == (
        "The map's data cannot be shown right now. "
        "Whoever runs this server can see every problem with: zgc-map check"
    )
    shown = [
        element for kind in ("html", "markdown", "code", "title") for element in seen.at.get(kind)
    ]
    assert shown == []
    assert seen.at.checkbox.len == 0


def test_a_folder_that_is_a_file_is_broken_too(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(TOYTOWN / "parks.csv"))
    check_calm(visit())


def test_a_mended_folder_is_shown_without_a_restart(
    visit: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    town = Path(shutil.copytree(TOYTOWN, tmp_path / "town"))
    monkeypatch.setenv("ZGC_MAP_DATA", str(town))
    seen = visit("parks", lang="en")
    assert "Toytown Oak Park" in seen.at.selectbox(key="park").options
    sound = (town / "parks.csv").read_bytes()
    (town / "parks.csv").write_bytes(sound + b"x")
    check_calm(seen.run())
    (town / "parks.csv").write_bytes(sound.replace(b"Toytown Oak Park", b"Toytown Oak Yard"))
    seen.run()
    assert seen.at.error.len == 0
    assert "Toytown Oak Yard" in seen.at.selectbox(key="park").options


def fingerprint() -> tuple[str, ...]:
    """Return a digest of everything that is kept between visitors, every cell and vertex of it."""
    store = open_store()
    frame = store.parks
    columns = [
        frame[name].to_wkb() if name in ("geometry", "symbol") else frame[name]
        for name in frame.columns
    ]
    cells = pd.util.hash_pandas_object(pd.concat([c.map(repr) for c in columns], axis=1))
    digests = [
        cells.to_numpy().tobytes(),
        repr(store.catalog).encode(),
        repr(store.layers).encode(),
    ]
    return (
        *(hashlib.sha256(digest).hexdigest() for digest in digests),
        repr([*frame.columns, *frame.index, frame.crs.to_string()]),
    )


def test_what_is_kept_for_all_visitors_is_never_changed(visit: Open) -> None:
    before, store = fingerprint(), open_store()
    for page in PAGES:
        for lang in Lang:
            seen = visit(page, lang=lang.value, park="haidian", sector="ai", basemap="streets")
            seen.tick("sector", "uav").tick("without", "inferred").choose("match", "all")
            seen.press("reset")
    assert open_store() is store
    assert fingerprint() == before
