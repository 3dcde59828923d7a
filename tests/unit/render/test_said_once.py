"""What a park's card says once, and what each claim of it still says for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.render.cards import EVERYTHING, park_card
from tests.unit.render.outline import Element, read
from zgc_map.model import Basis, Catalog, Claim, ClaimId, Confidence, Lang, ParkId
from zgc_map.query import Filters, select
from zgc_map.render import card
from zgc_map.render.said_once import SaidOnce
from zgc_map.text import Translator

ELM, OAK = ParkId("park_elm"), ParkId("park_oak")
SAID_ONCE = {
    Lang.EN: "For every claim above, unless it says otherwise when opened:",
    Lang.RU: "Для каждого утверждения выше, если при раскрытии не сказано иное:",
    Lang.ZH: "以上各条表述，除展开后另有说明外：",
}


def but(catalog: Catalog, claim: str, **values: Any) -> Catalog:
    """Return the catalog with one claim changed."""
    assert ClaimId(claim) in catalog.claim
    changed = (replace(row, **values) if row.id == claim else row for row in catalog.claims)
    return replace(catalog, claims=tuple(changed))


def shown(element: Element) -> Iterator[tuple[ClaimId, Element, bool]]:
    """Yield each claim shown, as an element, and whether it stands among other sources."""
    outside = {id(item) for part in element.all("section", "external") for item in part.all()}
    links = element.all("a", "claim-id")
    for link, item in zip(links, element.all("", "claim"), strict=True):
        yield ClaimId(link.text), item, id(item) in outside


def own(item: Element) -> list[str]:
    """Return what a claim says of its source, date and confidence for itself."""
    return [part.text for meta in item.all("p", "claim-meta") for part in meta.all("span")]


def source(catalog: Catalog, row: Claim, t: Translator) -> str:
    return t("label", name=t("claim.source"), value=t.name(catalog.source[row.source_id].title))


def date(row: Claim, t: Translator) -> str:
    said = t("as_of", date=t.date(row.as_of)) if row.as_of else t("claim.undated")
    return said.replace("\u00a0", " ")


def sure(row: Claim, t: Translator) -> str:
    return t("label", name=t("claim.confidence"), value=t(f"confidence.{row.confidence}"))


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("filters", [EVERYTHING, Filters(without=frozenset({Basis.STATED}))])
def test_the_foot_and_a_claim_together_say_all_that_is_known(
    catalog: Catalog, lang: Lang, filters: Filters
) -> None:
    t = Translator(lang)
    for park in catalog.park:
        page = park_card(catalog, park, filters, lang)
        feet = [[part.text for part in foot.all("span")] for foot in page.all("p", "said-once")]
        assert len(feet) <= 1, park
        for claim, item, external in shown(page):
            row, said = catalog.claim[claim], own(item)
            first, *rest = [source(catalog, row, t), date(row, t), sure(row, t)]
            place = [row.locator] if row.locator else []
            if external or not feet or feet[0][0] != first:
                whole = ", ".join([first, *place])
                expected = [whole, *place, *rest]
            else:
                expected = [part for part in rest if part not in feet[0]]
                expected = place + expected if item.tag == "details" else expected
            derived = row.derived_from
            expected += [t("claim.derived_from", claim=derived)] if derived else []
            assert said == expected, claim
            assert item.tag == ("details" if said else "p"), claim
            assert all(part in item.text for part in place), claim


@pytest.mark.parametrize("lang", list(Lang))
def test_the_foot_says_once_what_most_claims_share(catalog: Catalog, lang: Lang) -> None:
    t, with_foot = Translator(lang), 0
    for park in catalog.park:
        page = park_card(catalog, park, lang=lang)
        rows = [catalog.claim[claim] for claim, _, external in shown(page) if not external]
        kinds = Counter((source(catalog, r, t), date(r, t), sure(r, t)) for r in rows)
        most = max(kinds.values(), default=0)
        if most < 2:
            assert not page.all("p", "said-once"), park
            continue
        with_foot += 1
        foot = page.one("p", "said-once")
        title, dated, confidence = told = [part.text for part in foot.all("span")]
        assert kinds[title, dated, confidence] == most, park
        assert foot.text == f"{SAID_ONCE[lang]} {' '.join(told)}".replace("： ", "：")
        title = title.removeprefix(t("label", name=t("claim.source"), value=""))
        assert page.text.count(title) == 1, park
    assert with_foot >= 2


def test_the_foot_stands_between_what_it_is_of_and_other_sources(atlas: Catalog) -> None:
    page = park_card(atlas, ParkId("haidian"))
    classes = [item.classes for item in page.all() if item in page.parts]
    assert classes[-2:] == [{"claim-meta", "said-once"}, {"external"}]


def test_a_claim_of_another_date_source_or_confidence_says_so(toytown: Catalog) -> None:
    almanac = toytown.claim[ClaimId("B01")].source_id
    told = ["as of May 2021", "confidence of the reading: high"]
    for values, expected in (
        ({"as_of": "2019"}, ["S2", "as of 2019"]),
        ({"as_of": None}, ["S2", "date not given"]),
        ({"confidence": Confidence.LOW}, ["S2", "confidence of the reading: low"]),
        ({"locator": None}, []),
        ({"source_id": almanac}, ["Source: Toytown almanac, S2", "S2", *told]),
    ):
        page = park_card(but(toytown, "T02", **values), OAK)
        said = {claim: own(item) for claim, item, _ in shown(page)}
        assert said == {"T02": expected, "T03": [], "T08": []}
        foot = [part.text for part in page.one("p", "said-once").all("span")]
        assert foot == ["Source: Five parks of Toytown", *told]


def test_a_card_of_undated_claims_is_undated_at_the_foot(toytown: Catalog) -> None:
    undated = replace(toytown, claims=tuple(replace(r, as_of=None) for r in toytown.claims))
    foot = park_card(undated, OAK).one("p", "said-once").text
    assert "date not given" in foot and "as of" not in foot


def test_a_claim_shown_twice_counts_twice(toytown: Catalog) -> None:
    said = [(claim, own(item)) for claim, item, _ in shown(park_card(toytown, ELM))]
    assert said == [("T04", []), ("T07", ["S4", "confidence of the reading: medium"]), ("T04", [])]


def test_what_no_two_claims_share_is_not_common(toytown: Catalog) -> None:
    one, other = toytown.claim[ClaimId("T02")], toytown.claim[ClaimId("T07")]
    assert SaidOnce.of([]) is None
    assert SaidOnce.of([one, other]) is None
    assert SaidOnce.of([other, one, one]) == SaidOnce(one.source_id, one.as_of, one.confidence)


@pytest.mark.parametrize("lang", list(Lang))
def test_a_claim_shown_twice_repeats_no_id(catalog: Catalog, lang: Lang) -> None:
    t, everything = Translator(lang), select(catalog, EVERYTHING)
    sectors = (
        read(card.sector_card(catalog, row, everything, t, dark=False)) for row in catalog.sector
    )
    for page in (*(park_card(catalog, park, lang=lang) for park in catalog.park), *sectors):
        assert page.all("a", "claim-id") or not page.all("", "claim")
        assert not [item.attributes["id"] for item in page.all() if "id" in item.attributes]


def test_a_profile_is_no_longer_than_what_it_says(atlas: Catalog) -> None:
    """Every click sends one: the longest was nine kilobytes when each claim said it all."""
    t, everything = Translator(Lang.EN), select(atlas, EVERYTHING)
    cards = [card.park_card(atlas, park, everything, t, dark=False) for park in atlas.park]
    assert max(len(html.encode()) for html in cards) < 7_000
