"""The browser answers as the server does, and lights the map before the server has answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser, Page, expect

from tests.conftest import SHIPPED
from tests.e2e.conftest import Server
from tests.e2e.reader import Reader
from tests.unit.query.asking import patient, questions
from zgc_map.catalog import load_catalog
from zgc_map.query import Facet, Filters, Match, select
from zgc_map.render.facets import ROW, answer_rows

SCRIPT = SHIPPED.parent / "static" / "atlas" / "answer.js"
CATALOG = load_catalog(SHIPPED)


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Page]:
    """A page with nothing but the script and the rows it is asked about."""
    page = browser.new_page()
    page.add_script_tag(path=SCRIPT)
    rows = [dict(zip(ROW, row, strict=True)) for row in answer_rows(CATALOG)]
    page.evaluate("rows => { window.rows = rows.map((row, at) => ({ ...row, at })); }", rows)
    yield page
    page.close()


def answered(page: Page, asked: Filters) -> set[str]:
    said = {facet.value: sorted(asked.of(facet)) for facet in Facet} | {"match": asked.match.value}
    found = page.evaluate("asked => atlasAnswer(rows, asked).map((row) => row.at)", said)
    assert len(found) == len(set(found))
    return {CATALOG.assignments[at].id for at in found}


def right(asked: Filters) -> set[str]:
    return {row.id for row in select(CATALOG, asked).assignments}


@pytest.mark.parametrize("match", list(Match))
def test_browser_and_server_agree_on_every_pair_of_sectors_and_groups(
    bare: Page, match: Match
) -> None:
    asks = [
        Filters(frozenset(groups), frozenset(sectors), match)
        for sectors in [(), *((row,) for row in CATALOG.sector)]
        for groups in [(), *((row,) for row in CATALOG.sector_group)]
    ]
    wrong = [ask for ask in asks if answered(bare, ask) != right(ask)]
    assert not wrong


@settings(patient, max_examples=300)
@given(asked=questions(CATALOG))
def test_browser_and_server_agree_on_any_question(bare: Page, asked: Filters) -> None:
    assert answered(bare, asked) == right(asked)


def test_the_map_is_lit_before_the_server_answers(
    server: Server, open_reader: Callable[..., Reader]
) -> None:
    reader = open_reader(server.url, "/map?lang=en")
    reader.area_ready()
    lit = reader.lit()
    reader.page.evaluate("() => { window.atlasFacets.tell = () => {}; }")  # no server hears of it
    reader.tick("group", "digital")
    expect(reader.area("haidian")).to_have_attribute("data-state", "on")
    expect(reader.area("fangshan")).to_have_attribute("data-state", "off")
    group = frozenset({"digital"})
    assert reader.lit() == set(select(CATALOG, Filters(groups=group)).parks) < lit
    assert {area for area, state in reader.states().items() if state == "silent"} == set(
        select(CATALOG, Filters()).silent
    )
    reader.tick("group", "digital")
    expect(reader.area("fangshan")).to_have_attribute("data-state", "on")
    assert reader.lit() == lit
