"""A data folder that is broken, changed or replaced while the app runs."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.app.conftest import Open
from tests.app.visit import PAGES, Visit
from tests.hostile_zone import TOYTOWN
from zgc_map.export import FORMATS, take_view
from zgc_map.model import Lang
from zgc_map.query import read_address
from zgc_map.render.chrome import BARE
from zgc_map.ui import store
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


HALF: dict[str, Callable[[Path], object]] = {
    "folder gone": shutil.rmtree,
    "table gone": remove("parks.csv"),
    "table cut within a row": lambda town: (town / "claims.csv").write_bytes(
        (town / "claims.csv").read_bytes()[:-30]
    ),
    "table cut after a row": lambda town: (town / "parks.csv").write_bytes(
        b"".join((town / "parks.csv").read_bytes().splitlines(keepends=True)[:-1])
    ),
    "table emptied": overwrite("claims.csv", b""),
    "layer half-written": lambda town: (town / "geo/wards.geojson").write_bytes(
        (town / "geo/wards.geojson").read_bytes()[:200]
    ),
}
"""What a folder is while it is being copied."""

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
} | HALF


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("page", ["", *PAGES])
def test_every_page_stays_calm(
    visit: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str, lang: Lang
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(tmp_path / "nowhere"))
    check_calm(visit(page, lang=lang.value, park="haidian"), lang)


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


CALM = {
    Lang.EN: "The map's data cannot be shown right now. "
    "Whoever runs this server can see every problem with: zgc-map check",
    Lang.RU: "Сейчас данные карты показать нельзя. "
    "Администратор увидит все ошибки командой: zgc-map check",
    Lang.ZH: "地图数据暂时无法显示。 服务器管理员可用以下命令查看全部问题：zgc-map check",
}


def check_calm(seen: Visit, lang: Lang = Lang.EN) -> None:
    (error,) = [error.value.replace("\\", "") for error in seen.at.error]
    assert error == CALM[lang]
    shown = [
        element for kind in ("html", "markdown", "code", "title") for element in seen.at.get(kind)
    ]
    assert shown == []
    assert len(seen.at.get("bidi_component")) == 0


def test_a_folder_that_is_a_file_is_broken_too(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(TOYTOWN / "parks.csv"))
    check_calm(visit())


BEHIND = {
    Lang.EN: "The data is being changed. Until it is complete again you see the last good version.",
    Lang.RU: "Данные сейчас меняются. Пока они не готовы, показана последняя исправная версия.",
    Lang.ZH: "数据正在更新。在更新完成之前，显示的是最近一个可用版本。",
}


@pytest.mark.parametrize("damage", list(HALF.values()), ids=list(HALF))
def test_the_last_good_version_stays_until_the_folder_is_whole_again(
    visit: Open,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    damage: Callable[[Path], object],
) -> None:
    town = Path(shutil.copytree(TOYTOWN, tmp_path / "town"))
    monkeypatch.setenv("ZGC_MAP_DATA", str(town))
    seen = visit("parks", lang="en", park="park_oak")
    before = seen.html
    assert seen.notes == []
    damage(town)
    for lang, note in BEHIND.items():
        assert visit("parks", lang=lang.value, park="park_oak").notes == [note]
    after = seen.run()
    assert (after.html, after.notes, after.at.error.len) == (before, [BEHIND[Lang.EN]], 0)
    (told,) = [record for record in caplog.records if "last good" in record.getMessage()]
    issues = told.__dict__["issues"]
    assert issues and all(issue in told.getMessage() for issue in issues), "every issue, once"
    shutil.rmtree(town, ignore_errors=True)
    shutil.copytree(TOYTOWN, town)
    oak = (town / "parks.csv").read_bytes()
    (town / "parks.csv").write_bytes(oak.replace(b"Toytown Oak Park", b"Toytown Oak Yard"))
    mended = visit("parks", lang="en", park="park_oak")
    assert mended.notes == []
    assert "Toytown Oak Yard" in mended.html


def test_a_folder_broken_from_the_start_is_shown_once_it_is_mended(
    visit: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    town = tmp_path / "town"
    monkeypatch.setenv("ZGC_MAP_DATA", str(town))
    seen = visit("parks", lang="en")
    check_calm(seen)
    shutil.copytree(TOYTOWN, town)
    assert "Toytown Oak Park" in seen.run().at.selectbox(key="park").options
    assert seen.notes == []


def test_a_folder_written_to_while_it_is_read_is_read_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    town = Path(shutil.copytree(TOYTOWN, tmp_path / "town"))
    monkeypatch.setenv("ZGC_MAP_DATA", str(town))
    first = open_store()
    parks = (town / "parks.csv").read_bytes()
    load = store._load

    def load_slowly(folder: Path) -> store.Store:
        found = load(folder)
        (town / "parks.csv").write_bytes(parks.replace(b"Oak Park", b"Oak Yard"))
        return found

    monkeypatch.setattr(store, "_load", load_slowly)
    (town / "parks.csv").write_bytes(parks.replace(b"Oak Park", b"Oak Mall"))
    assert open_store() is first, "what was read may be half of each"
    monkeypatch.setattr(store, "_load", load)
    assert "Oak Yard" in open_store().catalog.parks[0].name.en
    assert not store.behind()


def test_a_folder_replaced_again_and_again_is_never_read_in_part(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Files replaced as docs/operations.md says: written beside, then renamed over the old one."""
    town = Path(shutil.copytree(TOYTOWN, tmp_path / "town"))
    monkeypatch.setenv("ZGC_MAP_DATA", str(town))
    parks = (town / "parks.csv").read_bytes()
    names = set()

    def replace_often() -> None:
        for number in range(1_000):
            beside = town / "parks.csv.new"
            beside.write_bytes(parks.replace(b"Oak Park", b"Oak Park %d" % number))
            beside.replace(town / "parks.csv")

    writer = threading.Thread(target=replace_often)
    open_store()
    writer.start()
    while writer.is_alive():
        names.add(open_store().catalog.parks[0].name.en)
        assert not store.behind()
    writer.join()
    assert open_store().catalog.parks[0].name.en.endswith("Oak Park 999")
    assert all("Oak Park" in name for name in names)


def fingerprint() -> tuple[str, ...]:
    """Return a digest of everything that is kept between visitors, every cell and vertex of it."""
    kept = open_store()
    frame = kept.parks
    columns = [
        frame[name].to_wkb() if name in ("geometry", "symbol") else frame[name]
        for name in frame.columns
    ]
    cells = pd.util.hash_pandas_object(pd.concat([c.map(repr) for c in columns], axis=1))
    digests = [
        cells.to_numpy().tobytes(),
        repr(kept.catalog).encode(),
        repr(kept.layers).encode(),
    ]
    return (
        *(hashlib.sha256(digest).hexdigest() for digest in digests),
        repr([*frame.columns, *frame.index, frame.crs.to_string()]),
    )


def test_what_is_kept_for_all_visitors_is_never_changed(visit: Open) -> None:
    before, kept = fingerprint(), open_store()
    view = {"park": "haidian", "sector": "ai", "basemap": "streets"}
    for page in PAGES:
        for lang in Lang:
            seen = visit(page, lang=lang.value, **view)
        seen.tick("sector", "uav").tick("without", "inferred").match("all").reset()
    for page in BARE:
        visit(page, lang="ru", story=kept.catalog.stories[0].id, step="2")
    address, _ = read_address({name: [value] for name, value in view.items()}, kept.catalog)
    for form in FORMATS:
        day = dt.date(2026, 1, 1)
        take = take_view(
            kept.zone, address.but(lang=Lang.ZH), page="map", day=day, base="", dark=True
        )
        assert form.write(take)
    assert open_store() is kept
    assert fingerprint() == before
