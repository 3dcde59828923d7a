"""What every test may ask for: the shipped dataset and the invented one, each loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile_zone import TOYTOWN
from zgc_map.catalog import load_catalog
from zgc_map.model import Catalog

SHIPPED = Path(__file__).resolve().parents[1] / "data"


@pytest.fixture(scope="session")
def atlas() -> Catalog:
    """The shipped dataset."""
    return load_catalog(SHIPPED)


@pytest.fixture(scope="session")
def toytown() -> Catalog:
    """The invented dataset of the tests."""
    return load_catalog(TOYTOWN)


@pytest.fixture(scope="session", params=["atlas", "toytown"])
def catalog(request: pytest.FixtureRequest) -> Catalog:
    """Each dataset in turn: what holds for the engine holds for both."""
    found: Catalog = request.getfixturevalue(request.param)
    return found
