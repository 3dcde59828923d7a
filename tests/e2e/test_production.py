"""What production adds to the app: headers on every answer, health, logs, an orderly end."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Response, expect

from tests.e2e.conftest import ROOT
from tests.e2e.production import Production
from tests.e2e.reader import Reader
from tests.hostile_zone import TOYTOWN
from zgc_map.serve.headers import FIXED, tile_hosts
from zgc_map.ui.frame import PAGES

OpenReader = Callable[..., Reader]


@pytest.fixture(scope="module")
def production() -> Iterator[Production]:
    started = Production()
    yield started
    started.stop()


def check_headers(url: str, headers: Mapping[str, str]) -> None:
    missing = [name for name in (*FIXED, "Content-Security-Policy") if name.lower() not in headers]
    assert not missing, f"{url} has no {missing}"
    assert "server" not in headers, url


def test_all_pages_work_under_the_policy_and_every_answer_carries_it(
    production: Production, open_reader: OpenReader
) -> None:
    """A violation is an error in the browser's console, and so fails the reader's check."""
    reader = open_reader(production.url, "/?lang=en")
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    reader.page.on("response", keep)
    for page in PAGES:
        reader.open(f"/{page}?lang=zh&park=haidian&sector=ai&story=one_zone")
        expect(reader.page.locator(".masthead .title").first).to_contain_text("中关村")
    reader.open("/?lang=en")
    reader.brand_map()
    reader.click_park("changping")
    reader.expect_park("changping")
    reader.tick("sector", "ai")
    reader.expect_params(lang="en", park="changping", sector="ai")
    assert reader.is_branded()
    policies = {
        "/component/" in answer.url: answer.headers["content-security-policy"]
        for answer in answers
        if answer.url.startswith(production.url)
    }
    assert len(answers) > 50 and set(policies) == {True, False}
    for answer in answers:
        if not answer.url.startswith("blob:"):  # made in the page: nobody answered
            check_headers(answer.url, answer.headers)
    assert "unsafe-eval" not in policies[False]
    assert re.search(r"script-src 'self' blob: 'sha256-[^ ]+';", policies[False])
    assert "frame-ancestors 'self'" in policies[False]
    assert policies[True].endswith("; sandbox allow-scripts allow-popups")
    assert all(host in policies[True] for host in tile_hosts())


def test_two_readers_at_once_never_see_each_others_view(
    production: Production, open_reader: OpenReader
) -> None:
    one = open_reader(production.url, "/map?lang=ru&sector=ai")
    other = open_reader(production.url, "/map", locale="zh-CN")
    for mine, theirs in (("haidian", "yanqing"), ("changping", "daxing")):
        one.click_park(mine)
        other.click_park(theirs)
        one.expect_park(mine)
        other.expect_park(theirs)
        assert one.params() == {"lang": "ru", "sector": "ai", "park": mine}
        assert other.params() == {"lang": "zh", "park": theirs}
    expect(one.page.locator("[data-testid=stSidebar] .masthead")).to_have_attribute("lang", "ru")
    expect(other.page.locator("[data-testid=stSidebar] .masthead")).to_have_attribute("lang", "zh")
    expect(other.box("sector", "ai")).not_to_be_checked()
    assert len(one.lit()) == 3 and len(other.lit()) == 8


def test_the_log_is_json_and_tells_of_no_trouble(production: Production) -> None:
    """After all that went before; the server could write no file meanwhile.

    No reader was shown a number. That a browser left in the middle of an answer is no trouble of
    the app: only the server beneath it says so.
    """
    assert production.get("/healthz")[::2] == (200, "alive")
    assert production.get("/readyz")[::2] == (200, "ready")
    records = production.records()
    assert [record for record in records if "error" in record] == []
    told = [record for record in records if not record["logger"].startswith(("uvicorn", "asyncio"))]
    assert [record for record in told if record["level"] != "INFO"] == []
    production.stop()
    assert "stopping" in [record["message"] for record in production.records()]


BREAK = """
from zgc_map.serve import health
def broken():
    raise RuntimeError("outside <b>{{7*7}}")
health.open_store = broken
"""
"""Makes a route of the app fail where no script runs."""


def test_an_error_is_a_number_on_screen_and_a_trace_in_the_log(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    (tmp_path / "asgi.py").write_text(BREAK + (ROOT / "asgi.py").read_text("utf-8"), "utf-8")
    (tmp_path / "app.py").write_text("raise RuntimeError('the cause <b>{{7*7}}')\n")
    server = Production(entry=tmp_path / "asgi.py")
    reader = open_reader(server.url, "/?lang=ru")
    said = reader.page.locator("[data-testid=stAlert]")
    expect(said).to_contain_text("Здесь что-то пошло не так. Номер: ")
    shown = said.inner_text().split()[-1]
    expect(reader.page.locator("body")).not_to_contain_text(re.compile("cause|Traceback|Runtime"))
    record = server.wait_for("the cause")
    assert record["error"] == shown
    assert "RuntimeError: the cause <b>{{7*7}}" in record["exc_info"]
    assert sum("Traceback" in line for line in server.lines) == 1
    status, headers, text = server.get("/readyz")
    said_plainly = re.fullmatch(r"Something went wrong\. Number: (\w+)", text)
    assert status == 500 and said_plainly, text
    check_headers("/readyz", headers)
    record = server.wait_for("RuntimeError: outside")
    assert record["error"] == said_plainly[1]
    reader.page.close()
    server.stop()


def test_an_open_page_survives_broken_data_and_a_killed_server(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    town = Path(shutil.copytree(TOYTOWN, tmp_path / "town"))
    server = Production(town)
    reader = open_reader(server.url, "/map?lang=en&park=park_oak")
    reader.brand_map()
    claims = (town / "claims.csv").read_bytes()
    (town / "claims.csv").write_bytes(claims[:-30])
    reader.click_park("park_elm")
    reader.expect_park("park_elm")
    note = reader.page.locator(".st-key-notes").get_by_text("you see the last good version")
    expect(note).to_be_visible()
    assert server.wait_for("the last good version stays")["issues"]
    assert server.get("/readyz")[0] == 200
    (town / "claims.csv").write_bytes(claims)
    reader.click_park("park_ash")
    reader.expect_park("park_ash")
    expect(note).to_have_count(0)
    server.kill()
    again = Production(town, port=server.port)
    reader.click_until_heard("park_oak")
    assert reader.is_branded()
    assert reader.params() == {"lang": "en", "park": "park_oak"}
    reader.page.close()
    again.stop()


def test_a_server_without_data_says_so_until_there_is_some(tmp_path: Path) -> None:
    server = Production(tmp_path / "town")
    assert server.get("/healthz")[0] == 200
    status, _, text = server.get("/readyz")
    assert (status, text) == (503, "not ready")
    shutil.copytree(TOYTOWN, tmp_path / "town")
    assert server.get("/readyz")[0] == 200
    server.stop()
