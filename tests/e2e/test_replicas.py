"""Two replicas behind a real nginx: TLS, a base path, a reader who outlives one of them."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.e2e.production import Production, ask
from tests.e2e.proxy import BASE, SESSIONS_MAX, Proxy
from tests.e2e.reader import Reader
from tests.hostile_zone import TOYTOWN
from zgc_map.serve.headers import FIXED

OpenReader = Callable[..., Reader]
CONNECTED = "connection open"


@pytest.fixture
def replicas() -> Iterator[list[Production]]:
    environment = {"ZGC_MAP_BASE_PATH": BASE, "STREAMLIT_SERVER_COOKIE_SECRET": "same for both"}
    both = [Production(TOYTOWN, environment=environment) for _ in range(2)]
    yield both
    for one in both:
        one.stop()


@pytest.fixture
def proxy(tmp_path: Path, replicas: list[Production]) -> Iterator[Proxy]:
    started = Proxy(tmp_path, [replica.port for replica in replicas])
    yield started
    started.stop()


def visits(replica: Production) -> int:
    return sum(CONNECTED in line for line in replica.lines)


def test_a_reader_stays_on_one_replica_and_moves_to_the_other_when_it_dies(
    proxy: Proxy, replicas: list[Production], open_reader: OpenReader
) -> None:
    trusting = ssl._create_unverified_context()
    status, headers, page = ask(f"{proxy.url}/map?lang=en", trusting)
    assert status == 200
    assert not [name for name in FIXED if name.lower() not in headers]
    assert "max-age" in headers["strict-transport-security"]
    assert headers["server"] == "nginx", "and no version"
    assert {"Secure", "HttpOnly"} <= set(headers["set-cookie"].split("; "))
    part = re.findall(r"parts/\w+", page)[0]
    _, kept, _ = ask(f"{proxy.url}/{part}", trusting)
    assert "public" in kept["cache-control"] and "set-cookie" not in kept
    with pytest.raises(OSError, match=r"(?i)unrecognized.name"):
        ask(proxy.url.replace("localhost", "127.0.0.1"), trusting)
    for path in ("readyz", "healthz", "_stcore/metrics"):
        assert ask(f"{proxy.url}/{path}", trusting)[0] == 404, path
    assert replicas[0].get("/readyz")[0] == 200

    _, _, page = ask(f"{proxy.url}?lang=en&park=park_oak", trusting)
    assert '<html lang="en">' in page and "park_oak" in page, "without the last slash too"

    reader = open_reader(proxy.url, "/map?lang=en&park=park_oak")
    reader.brand_map()
    reader.click_park("park_elm")
    reader.expect_park("park_elm")
    reader.open("/parks?lang=en&park=park_elm")
    reader.open("/map?lang=en&park=park_elm")
    reader.brand_map()
    assert sorted(visits(replica) for replica in replicas) == [0, 3], "one replica had them all"
    (home,) = [replica for replica in replicas if visits(replica)]
    (other,) = [replica for replica in replicas if replica is not home]
    home.kill()
    other.wait_for(CONNECTED)
    reader.click_until_heard("park_ash")
    assert reader.is_branded()
    expect(reader.page.locator("[data-testid=stException]")).to_have_count(0)


def test_an_address_that_opens_many_sessions_is_told_to_wait(proxy: Proxy) -> None:
    """Each may hold 10 MB of what its browser told it."""
    trusting = ssl._create_unverified_context()
    origin = Origin(proxy.url.removesuffix(BASE))
    with ExitStack() as stack:

        def session() -> None:
            stream = f"{proxy.url}/_stcore/stream".replace("https", "wss")
            stack.enter_context(connect(stream, ssl=trusting, origin=origin))

        for _ in range(SESSIONS_MAX):
            session()
        with pytest.raises(InvalidStatus) as refused:
            session()
        assert refused.value.response.status_code == 429
        assert ask(f"{proxy.url}/map", trusting)[0] == 200, "a page is no session"
