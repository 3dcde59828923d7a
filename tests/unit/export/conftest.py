"""Views to take away: of the shipped dataset, of the invented one, and of its hostile twin."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.conftest import SHIPPED
from tests.hostile_zone import TOYTOWN, write_hostile_zone
from zgc_map.export import Take, take_view
from zgc_map.geo import Zone, load_zone
from zgc_map.model import Lang
from zgc_map.query import read_address

DAY = dt.date(2026, 11, 22)
BASE = "https://atlas.example"

Taker = Callable[..., Take]


def taker(zone: Zone) -> Taker:
    """Return what takes a view of a zone: `take("sector=ai", page="map", lang="ru")`."""

    def take(query: str = "", *, page: str = "map", lang: str = "en", dark: bool = False) -> Take:
        address, dropped = read_address(parse_qs(query), zone.catalog)
        assert not dropped, dropped
        return take_view(
            zone, address.but(lang=Lang(lang)), page=page, day=DAY, base=BASE, dark=dark
        )

    return take


@pytest.fixture(scope="session")
def shipped_zone() -> Zone:
    return load_zone(SHIPPED)


@pytest.fixture(scope="session")
def toy_zone() -> Zone:
    return load_zone(TOYTOWN)


@pytest.fixture(scope="session")
def hostile_zone(tmp_path_factory: pytest.TempPathFactory) -> Zone:
    return load_zone(write_hostile_zone(tmp_path_factory.mktemp("hostile") / "zone"))


@pytest.fixture(params=["shipped_zone", "toy_zone", "hostile_zone"])
def zone(request: pytest.FixtureRequest) -> Zone:
    """Each zone in turn."""
    found: Zone = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def shipped(shipped_zone: Zone) -> Taker:
    return taker(shipped_zone)


@pytest.fixture(scope="session")
def toy(toy_zone: Zone) -> Taker:
    return taker(toy_zone)


@pytest.fixture(scope="session")
def hostile(hostile_zone: Zone) -> Taker:
    return taker(hostile_zone)


@pytest.fixture(scope="session")
def office() -> str:
    """The command of LibreOffice; without it a test is skipped, or fails where CI asks for it."""
    return program("soffice", "libreoffice-calc")


@pytest.fixture(scope="session")
def poppler() -> Path:
    """The folder of poppler's commands; without it as without LibreOffice."""
    return Path(program("pdftotext", "poppler-utils")).parent


def program(name: str, package: str) -> str:
    """Return the path of a program that reads files; skip or fail the test if there is none."""
    path = shutil.which(name)
    if path is None:
        if os.environ.get("ZGC_MAP_REQUIRE_OFFICE"):
            pytest.fail(f"no {name} on this machine, and ZGC_MAP_REQUIRE_OFFICE asks for one")
        pytest.skip(f"no {name} on this machine (Debian: apt-get install {package})")
    return path


@pytest.fixture
def toy_take(toy: Taker) -> Take:
    """The whole invented dataset, in English."""
    return toy()
