"""What production adds to the app: headers on every answer, health, logs, an orderly end."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Response, expect
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.e2e.conftest import ROOT
from tests.e2e.production import NO_FILES, NO_HOME, Production
from tests.e2e.reader import Reader
from tests.e2e.test_map import NAMED
from tests.hostile_zone import TOYTOWN
from zgc_map.render.chrome import BARE
from zgc_map.serve.application import GRACE
from zgc_map.serve.gate import UNREADABLE
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


VIEWS = (
    *(f"{page}?park=haidian&sector=ai" for page in PAGES if page not in BARE),
    "sectors?form=chart",
    "map?view=tiles&side=table",
    "map?arcs=on",
    "compare?compare=haidian.changping",
)

RUN = """() => new Promise((done) => setTimeout(() => {
    const names = [];
    const tries = [() => eval("1"), () => new Function("return 1")()];
    for (const attempt of tries) try { attempt(); } catch (error) { names.push(error.name); }
    done(names);
}))"""
"""What comes of running text as a script, in the page that holds the map.

Later: while Playwright's own script runs, the policy is put aside.
"""


def test_all_pages_work_under_the_policy_and_every_answer_carries_it(
    production: Production, open_reader: OpenReader
) -> None:
    """A violation is an error in the browser's console, and so fails the reader's check."""
    reader = open_reader(production.url, "/?lang=en")
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    reader.page.on("response", keep)
    for view in VIEWS:
        reader.turn_to(f"/{view}&lang=zh")
        expect(reader.page.locator(".masthead .title").first).to_contain_text("中关村")
    for page in BARE:
        reader.open(f"/{page}?lang=zh&story=one_zone")
        expect(reader.page.locator("h1, h2").first).to_be_attached()
    reader.open("/?lang=en")
    reader.brand_map()
    reader.click_park("changping")
    reader.expect_park("changping")
    reader.tick("sector", "ai")
    reader.expect_params(lang="en", park="changping", sector="ai")
    assert reader.is_branded()
    reader.check()
    assert reader.on_map(RUN) == ["EvalError", "EvalError"]
    reader.errors.clear()  # the browser's own words on the two
    policies = {
        answer.headers["content-security-policy"]
        for answer in answers
        if answer.url.startswith(production.url)
    }
    assert len(answers) > 50
    (policy,) = policies
    for answer in answers:
        if not answer.url.startswith("blob:"):  # made in the page: nobody answered
            check_headers(answer.url, answer.headers)
    assert re.search(r"script-src 'self' blob: 'sha256-[^ ]+' 'sha256-[^ ]+';", policy)
    assert "frame-ancestors 'self'" in policy
    assert all(host in policy for host in tile_hosts())


def test_no_page_around_the_app_may_steer_it(production: Production) -> None:
    """Streamlit's own cloud may by default, and every message is checked against its hosts."""
    status, _, text = production.get("/_stcore/host-config")
    assert (status, json.loads(text)["allowedOrigins"]) == (200, [])
    assert "HOST_CONFIG" not in production.get("/map")[2]  # the page would overrule the server


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
    one.expect_lit("haidian", "chaoyang", "yizhuang")
    other.expect_lit(*NAMED)


@pytest.mark.parametrize("folder", ["", "app/static/", "static/", "media/", "component/", "parts/"])
def test_a_name_no_file_can_have_is_no_trouble(production: Production, folder: str) -> None:
    for name in ("x" * 300, "x/" * 2_000, "%E2%80%AE%FF" * 100, "x" * 300 + ".js"):
        assert production.get(f"/{folder}{name}")[0] < 500, name[:20]


def test_text_where_bytes_are_read_ends_the_session(production: Production) -> None:
    with connect(f"{production.url}/_stcore/stream".replace("http", "ws")) as stream:
        stream.send("text")
        with pytest.raises(ConnectionClosed) as over:
            list(stream)
    assert over.value.rcvd is not None
    assert over.value.rcvd.code == UNREADABLE


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
    (tmp_path / "static").symlink_to(ROOT / "static")
    server = Production(entry=tmp_path / "asgi.py")
    reader = open_reader(server.url, "/?lang=ru")
    said = reader.page.locator("[data-testid=stAlert]")
    expect(said).to_contain_text("Здесь что-то пошло не так. Номер: ")
    shown = said.inner_text().split()[-1]
    expect(reader.page.locator("body")).not_to_contain_text(re.compile("cause|Traceback|Runtime"))
    expect(reader.page.locator(".atlas-map")).to_have_count(0)  # an app that broke has no map
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
    before = time.monotonic()
    server.stop()
    assert time.monotonic() - before < GRACE, "an open page holds nothing up"
    reader.page.close()
    reader.errors.clear()  # the browser's own words on the connection that ended


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


HANDSHAKE = """GET /_stcore/stream HTTP/1.1
Host: {host}
Origin: {origin}
Upgrade: websocket
Connection: Upgrade
Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
Sec-WebSocket-Version: 13

"""
UPLOAD = """PUT /_stcore/upload_file/a/b HTTP/1.1
Host: {host}
Origin: {origin}
Content-Length: 0
Connection: close

"""


def status(server: Production, request: str, host: str, origin: str) -> int:
    """Return the status of the answer to a request as another site's page would send it."""
    text = request.format(host=host, origin=origin).replace("\n", "\r\n")
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        line.sendall(text.encode())
        return int(line.recv(1024).split()[1])


def test_another_site_gets_no_session_and_sends_no_file() -> None:
    server = Production(TOYTOWN, environment={"ZGC_MAP_HOSTS": "atlas.example"})
    ours, own = "atlas.example", "https://atlas.example"
    other = "https://other.example"
    assert status(server, HANDSHAKE, ours, own) == 101
    assert status(server, HANDSHAKE, ours, other) == 403
    assert status(server, HANDSHAKE, ours, "http://localhost:3000") == 403
    assert status(server, HANDSHAKE, "other.example", other) == 400, "a name bound anew"
    assert status(server, UPLOAD, ours, own) == 404
    assert server.get("/healthz")[0] == 200, "by the number of the machine"
    server.stop()
    log = "".join(server.lines)
    assert "external" not in log, "Streamlit, if asked, looks for the server's address elsewhere"
    assert "Rejecting WebSocket" not in log


TAKE_ALL = """
import datetime as dt
from zgc_map.export import FORMATS, take_view
from zgc_map.query import Address
from zgc_map.ui.store import open_store
zone, day = open_store().zone, dt.date(2026, 1, 1)
for form in FORMATS:
    try:
        assert form.write(take_view(zone, Address(), page="map", day=day, base="", dark=False))
    except OSError:
        print(form.slug)
"""
"""Prints the formats that could not be written."""


def test_files_are_taken_away_though_not_a_byte_can_be_written() -> None:
    """GeoPackage alone is written by a library that needs a file, and so a temporary folder."""
    done = subprocess.run(
        [*NO_FILES, sys.executable, "-c", TAKE_ALL],
        cwd=ROOT,
        env=dict(os.environ) | NO_HOME | {"ZGC_MAP_DATA": str(TOYTOWN)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["geopackage"]
