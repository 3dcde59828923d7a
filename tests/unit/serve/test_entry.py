"""The page an address answers with, read as a browser reads it."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette

from tests.hostile_zone import TOYTOWN, write_hostile_zone
from tests.unit.serve.asking import Answer, ask
from zgc_map.model import Lang
from zgc_map.render.map import SCRIPTS, STYLES
from zgc_map.serve import entry
from zgc_map.ui.first import part_of_map
from zgc_map.ui.frame import PAGES
from zgc_map.ui.store import open_store

STREAMLIT = entry._STATIC


class Page(HTMLParser):
    """Elements with their attributes, and the text of each script and of the title."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._in = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._in = dict(attrs).get("id") or tag

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        self.texts[self._in] = self.texts.get(self._in, "") + data

    def asked(self, kind: str) -> list[str | None]:
        return [of["href"] for tag, of in self.found if tag == "link" and of.get("rel") == kind]


Get = Callable[..., Answer]


@pytest.fixture
def get() -> Get:
    """Ask below the base path."""
    app = Starlette(routes=entry.entry_routes("/base"))
    return lambda path, **headers: ask(
        app, f"/base/{path}", {name.replace("_", "-"): value for name, value in headers.items()}
    )


def test_every_page_answers_and_tells_a_map_only_where_there_is_one(get: Get) -> None:
    for name in ("", "start", *PAGES):
        answer = get(f"{name}?lang=en")
        told = json.loads(Page(answer.text).texts["atlas-first"])
        assert answer.status == 200
        assert answer.headers["cache-control"] == "no-cache"
        assert bool(told) == (name in ("", "start", "map")), name


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("parcs?park=haidian&lang=zh", "./?page=parcs&park=haidian&lang=zh"),
        ("Map?sector=ai&sector=uav", "./?page=Map&sector=ai&sector=uav"),
        ("%0d%0aX:1%00<b>", "./?page=%0D%0AX%3A1%00%3Cb%3E"),
        (quote("карта"), "./?page=" + quote("карта")),
        ("map/haidian?lang=ru", "../?page=map%2Fhaidian&lang=ru"),
        ("beside/dusk/x", "../../?page=beside%2Fdusk%2Fx"),
        ("a%2Fb/c", "../?page=a%2Fb%2Fc"),
    ],
)
def test_a_page_there_is_not_leads_to_the_map(get: Get, path: str, place: str) -> None:
    answer = get(path)
    assert (answer.status, answer.headers["location"]) == (307, place)


@pytest.mark.parametrize(
    "path", ["favicon.png", "no/page.js", "static/x", "_stcore/health", "map/_stcore/health"]
)
def test_what_is_not_a_page_is_left_to_streamlit(get: Get, path: str) -> None:
    assert get(path).status == 404


def test_the_map_is_told_as_the_app_will_tell_it(get: Get) -> None:
    page = Page(get("map?sector=ai&park=haidian&lang=zh").text)
    told = json.loads(page.texts["atlas-first"])
    for theme, row in told["views"].items():
        ground = json.loads(part_of_map(row["ground"]) or "")
        assert (ground["theme"], ground["lang"]) == (theme, "zh")
        assert row["view"]["selected"] == "haidian"
    assert told["drawing"] == open_store().drawing.name
    assert set(told["views"]) == {"light", "dark"}


@pytest.mark.parametrize(
    ("tag", "lang"),
    [
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh"),
        ("en;q=0.9", "en"),
        ("fi", "ru"),
        ("", "ru"),
        (",;=", "ru"),
    ],
)
def test_without_a_word_the_browsers_language_holds(get: Get, tag: str, lang: str) -> None:
    """The zone's first language is Russian."""
    answer = get("map", accept_language=tag)
    assert f'<html lang="{lang}">' in answer.text
    assert answer.headers["vary"] == "Accept-Language"


def test_what_cannot_be_read_of_an_address_is_left_out(get: Get) -> None:
    address = "park=" + "%3Cscript%3E" * 800 + "&sector=ai&sector=%00&lang=xx&" + "zoom=1&" * 500
    answer = get(f"map?{address}", accept_language="en")
    view = json.loads(Page(answer.text).texts["atlas-first"])["views"]["light"]["view"]
    assert "selected" not in view
    assert answer.text.count("<script") == get("map").text.count("<script")


def test_an_address_of_many_words_is_read_once_over(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To look for each of 12,000 names among all would take seconds."""
    monkeypatch.delattr("starlette.datastructures.ImmutableMultiDict.getlist")
    many = "&".join(f"x{number}" for number in range(12_000))
    assert get(f"parks?{many}&lang=zh").text.count('<html lang="zh">') == 1


def test_a_map_too_large_for_a_page_is_left_to_the_app(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zgc_map.ui.first.MOST", 100)
    page = Page(get("map?sector=ai&lang=en").text)
    assert page.texts["atlas-first"] == "null"
    assert page.asked("preload") == Page(get("parks?lang=en").text).asked("preload")


def test_whatever_is_wrong_with_what_is_told_the_page_is_there(
    get: Get, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(entry, "first", fails)
    monkeypatch.setattr(entry, "ahead", fails)
    page = get("map?lang=en")
    assert (page.status, Page(page.text).texts["atlas-first"]) == (200, "null")
    assert get("beside/dark?lang=en&park=haidian").status == 204
    assert caplog.text.count("nothing could be told before the app") == 2


def test_hostile_names_stay_words(
    get: Get, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(write_hostile_zone(tmp_path / "zone", every=True)))
    store = open_store()
    park, sector = store.catalog.parks[0], store.catalog.assignments[0].sector_id
    page = Page(get(f"map?lang=en&park={park.id}&sector={sector}").text)
    name = store.catalog.sector[sector].name.in_(Lang.EN)
    assert [tag for tag, _ in page.found].count("script") == len(SCRIPTS) + 5
    assert page.texts["title"].startswith(park.short.in_(Lang.EN))
    told = page.texts["atlas-first"]
    assert "<" not in told
    assert name in json.loads(told)["views"]["light"]["view"]["words"]["map"]


def test_what_stands_beside_the_map_is_told_by_the_address(get: Get) -> None:
    light = get("beside/light?lang=ru&park=haidian&sector=ai")
    assert light.status == 200
    assert light.headers["cache-control"] == "no-cache"
    page = Page(light.text)
    (card,) = [of for tag, of in page.found if tag == "article"]
    assert (card["data-park"], card["lang"]) == ("haidian", "ru")
    assert "parks?lang=ru&park=haidian&sector=ai" in [of.get("href") for _, of in page.found]
    dark = get("beside/dark?park=haidian&sector=ai", accept_language="ru")
    assert len(Page(dark.text).found) == len(page.found)
    assert dark.text != light.text


@pytest.mark.parametrize(
    "address",
    [
        "side=table&park=haidian",
        "link=daxing_medicine_health_manufacturing.haidian_medicine_health_research",
    ],
)
def test_what_has_widgets_in_it_is_left_to_the_app(get: Get, address: str) -> None:
    answer = get(f"beside/light?lang=en&{address}")
    assert (answer.status, answer.text) == (204, "")


def test_too_much_beside_the_map_is_left_to_the_app(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zgc_map.ui.first.MOST", 100)
    assert get("beside/light?lang=en&park=haidian").status == 204


def test_hostile_names_and_addresses_stay_words_beside_the_map(
    get: Get, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(write_hostile_zone(tmp_path / "zone", every=True)))
    park = open_store().catalog.parks[0]
    search = "&q=" + quote('"><script>xss(1)</script><img src=x onerror=xss(2)>')
    page = Page(get(f"beside/light?lang=en&park={park.id}{search}").text)
    assert not {"script", "img", "iframe", "style"} & {tag for tag, _ in page.found}
    assert not [of for _, of in page.found if any(name.startswith("on") for name in of)]
    assert any(park.short.in_(Lang.EN) in text for text in page.texts.values())


def test_a_part_is_kept_for_ever_and_an_unknown_one_not_at_all(get: Get) -> None:
    drawing = open_store().drawing
    answer = get(f"parts/{drawing.name}")
    assert json.loads(answer.text) == json.loads(drawing.text)
    assert "immutable" in answer.headers["cache-control"]
    for name in ("0" * 12, "..%2Fx", "x" * 5000):
        lost = get(f"parts/{name}")
        assert lost.status == 404
        assert "immutable" not in lost.headers.get("cache-control", "")


def test_without_data_the_page_is_left_to_the_app(
    get: Get, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(tmp_path))
    assert get("map").text == entry.frame()
    assert get("parts/abc").status == 404
    assert get("beside/light?park=haidian").status == 204
    monkeypatch.setenv("ZGC_MAP_DATA", str(TOYTOWN))
    assert get("map").text != entry.frame()


def test_what_draws_the_map_runs_before_the_app_and_only_where_there_is_a_map(get: Get) -> None:
    page = Page(get("map?lang=en").text)
    scripts = [of["src"] for tag, of in page.found if tag == "script" and "src" in of]
    first, last = SCRIPTS[0][1], "app/static/atlas/canvas.js"
    assert scripts[:-1] == [f"./{path}" for path in (*dict(SCRIPTS).values(), last)]
    assert str(scripts[-1]).startswith("./static/js/index.")
    assert set(page.asked("stylesheet")) > {f"./{path}" for _, path in STYLES}
    assert first not in get("parks?lang=en").text


def test_its_parts_are_asked_for_beforehand_the_ground_of_one_theme(get: Get) -> None:
    page = Page(get("map?lang=en").text)
    told = json.loads(page.texts["atlas-first"])
    links = {of["href"]: of for _, of in page.found if of.get("as") == "fetch"}
    assert set(links) == {
        f"./parts/{name}"
        for name in (told["drawing"], *(row["ground"] for row in told["views"].values()))
    }
    for theme, row in told["views"].items():
        media = links[f"./parts/{row['ground']}"]["media"]
        assert media == f"(prefers-color-scheme: {theme})"


def test_another_form_of_streamlits_page_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (STREAMLIT / "index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page.replace("<title>", "<title >"), "utf-8")
    monkeypatch.setattr(entry, "_STATIC", tmp_path)
    with pytest.raises(ValueError, match="<title>Streamlit</title>"):
        entry.frame.__wrapped__()
