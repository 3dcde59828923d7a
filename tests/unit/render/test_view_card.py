"""Steps whose page is no map: the stage says what their view says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.render.outline import read
from zgc_map.model import Catalog, Lang, Step
from zgc_map.query import (
    Order,
    Shared,
    compare,
    matrix,
    overlaps,
    select,
    select_claims,
    step_address,
)
from zgc_map.render.stage import Place, stage_text
from zgc_map.render.view_card import MOST, carried_figure, view_card
from zgc_map.text import Translator


def step(catalog: Catalog, page: str, view: str = "") -> Step:
    return replace(catalog.stories[0].steps[0], page=page, view=view)


def card(catalog: Catalog, shown: Step, lang: Lang = Lang.EN) -> list[tuple[str, str]]:
    """Return the lines of a step's card."""
    section = read(view_card(catalog, shown, Translator(lang))).one("section", "view-card")
    assert section.one("h2").text == Translator(lang)(f"page.{shown.page}")
    names, said = section.all("dt"), section.all("dd")
    return [(name.text, text.text) for name, text in zip(names, said, strict=True)]


@pytest.mark.parametrize("page", ["map", "parks", "cell", "flows"])
def test_what_the_map_shows_itself_has_no_card(catalog: Catalog, page: str) -> None:
    assert view_card(catalog, step(catalog, page), Translator(Lang.EN)) == ""


@pytest.mark.parametrize("lang", list(Lang))
def test_compared_parks_with_what_they_share_and_what_one_has_alone(
    atlas: Catalog, lang: Lang
) -> None:
    t = Translator(lang)
    shown = step(atlas, "compare", "compare=daxing.dongcheng.yizhuang")
    _, address = step_address(atlas, shown)
    found = compare(atlas, address.compare, select(atlas, address.filters))
    lines = dict(card(atlas, shown, lang))
    assert all(t.name(atlas.park[park].short) in lines[t("compare.choose")] for park in found.parks)
    for row in found.sectors:
        name = t.name(atlas.sector[row.sector_id].name)
        if row.shared is Shared.ONE:
            (park,) = row.cells
            assert name in lines[t("stage.only", park=t.name(atlas.park[park].short))]
        else:
            assert name in lines[t(f"compare.shared_{row.shared}")]
    assert lines[t.name(atlas.park["dongcheng"].short)] == t("sectors.not_stated")


def test_a_comparison_of_one_park_is_none(atlas: Catalog) -> None:
    shown = step(atlas, "compare", "compare=haidian")
    assert view_card(atlas, shown, Translator(Lang.EN)) == ""


def test_sectors_with_their_parks_and_how_many_are_left_out(catalog: Catalog) -> None:
    t, shown = Translator(Lang.EN), step(catalog, "sectors")
    found = matrix(catalog, select(catalog, step_address(catalog, shown)[1].filters), Order.COUNT)
    lines = card(catalog, shown)
    sectors = {t.name(catalog.sector[sector].name): sector for sector in found.sectors}
    for name, said in lines:
        parks = [park for park in found.parks if (park, sectors[name]) in found.cells]
        assert said == t.listed(t.name(catalog.park[park].short) for park in parks)
    assert len(lines) == min(MOST, len(sectors))
    left = len(sectors) - len(lines)
    assert (t("stage.more", n=left) in view_card(catalog, shown, t)) is (left > 0)


def test_overlaps_are_sets_of_parks_with_their_sectors(catalog: Catalog) -> None:
    t, shown = Translator(Lang.EN), step(catalog, "overlaps")
    rows = overlaps(catalog, select(catalog, step_address(catalog, shown)[1].filters))
    wanted = [row for row in rows if len(row.parks) > 1]
    lines = card(catalog, shown)
    assert len(lines) == min(MOST, len(wanted)) > 0
    for (name, said), row in zip(lines, wanted, strict=False):
        assert all(t.name(catalog.park[park].short) in name for park in row.parks)
        assert all(t.name(catalog.sector[sector].name) in said for sector in row.sectors)


def test_sources_are_claims_and_a_chosen_one_stands_alone(catalog: Catalog) -> None:
    t, shown = Translator(Lang.EN), step(catalog, "sources")
    wanted = select_claims(catalog, step_address(catalog, shown)[1].filters)
    for (name, said), claim in zip(card(catalog, shown), wanted, strict=False):
        assert name == f"{claim.id} · {t(f'basis.{claim.basis}')}"
        assert said == " ".join(t.name(claim.text).split())
    chosen = wanted[-1].id
    ((name, _),) = card(catalog, step(catalog, "sources", f"claim={chosen}"))
    assert name.startswith(chosen)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_figure_of_a_claim_that_is_shown_is_the_card(atlas: Catalog, lang: Lang) -> None:
    t, story = Translator(lang), atlas.stories[0]
    number, shown = next(
        (number, row) for number, row in enumerate(story.steps, 1) if row.view == "claim=K10"
    )
    figure = carried_figure(atlas, shown)
    assert figure is not None and figure.id == shown.figure_id
    card = read(view_card(atlas, shown, t)).one("section", "view-card")
    claim = atlas.claim[figure.claim_id]
    for part in (t.name(figure.unit), t.name(figure.metric), t(f"basis.{claim.basis}"), claim.id):
        assert part in card.text
    assert card.one("p", "view-claim").text == " ".join(t.name(claim.text).split())
    assert card.all("dt") == []
    text = read(stage_text(atlas, Place(story, number, ""), t, figure=False))
    assert text.all("figure") == []


def test_a_card_carries_no_figure_of_a_claim_it_does_not_show(atlas: Catalog) -> None:
    (_, shown, *_) = (row for row in atlas.stories[0].steps if row.figure_id)
    elsewhere = replace(shown, page="sources", view="claim=K01")
    assert carried_figure(atlas, elsewhere) is None
    assert carried_figure(atlas, replace(shown, page="compare")) is None
    (line,) = read(view_card(atlas, elsewhere, Translator(Lang.EN))).all("dt")
    assert line.text.startswith("K01")


def test_few_words_are_set_in_larger_type_than_many(atlas: Catalog) -> None:
    t, large = Translator(Lang.EN), step(atlas, "sources", "claim=K01")
    assert '<dl class="large">' in view_card(atlas, large, t)
    middle = step(atlas, "compare", "compare=changping.haidian.yizhuang")
    assert '<dl class="middle">' in view_card(atlas, middle, t)
    assert '<dl class="small">' in view_card(atlas, step(atlas, "sources"), t)
