"""What a file says of itself: what it shows and what not, from where, when, on which terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from zgc_map.export.extent import Extent, extent
from zgc_map.export.take import Take
from zgc_map.model import Park, ParkId
from zgc_map.query import Facet, Match

LINES: Final = (
    *("atlas", "page", "story", "chosen", "asked", "shown", "hidden", "silent", "silence"),
    *("bases", "places", "as_of", "source", "licence", "attribution", "boundaries", "ground"),
    *("accuracy", "made", "link", "view", "version"),
)
"""What is said, in this order; what a view has nothing to say of is left out."""

_CODED: Final = re.compile(r"P(\d+)S(\d+)")
"""A place in a source by its paragraph and sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a file says of itself: an ASCII word for programs, and words for people."""

    slug: str
    label: str
    text: str


def provenance(take: Take, seen: Extent | None = None) -> tuple[Line, ...]:
    """Return what a file says of itself, in the view's language, the most important first."""
    texts = _texts(take, seen or extent(take))
    return tuple(
        Line(slug, take.t(f"about.{slug}"), " ".join(texts[slug].split()))
        for slug in LINES
        if texts[slug]
    )


def asked(take: Take) -> str:
    """Return the view's question in words, that of each step of a story; empty if there is none."""
    t, filters = take.t, take.address.filters
    if take.story:
        steps = [(n, asked(step)) for n, step in enumerate(take.steps, start=1)]
        named = [(t("draft.at_step", n=t.number(n)), said) for n, said in steps if said]
        return " | ".join(t("label", name=name, value=said) for name, said in named)
    parts = []
    for facet in Facet:
        if values := filters.of(facet):
            names = [_option(take, facet, value) for value in sorted(values)]
            parts.append(t("label", name=t(f"filter.facet_{facet}"), value=t.listed(names)))
    if len((*filters.sectors, *filters.groups)) > 1 or filters.match is Match.NONE:
        several = t("label", name=t("filter.match"), value=t(f"filter.match_{filters.match}"))
        parts.append(several)
    if take.address.search and take.page == "sources":
        parts.append(t("label", name=t("search.title"), value=take.address.search))
    return " · ".join(parts)


def _texts(take: Take, seen: Extent) -> dict[str, str]:
    t, about, address = take.t, take.catalog.about, take.address
    chosen = take.compared or filter(None, [address.park])
    return {
        "atlas": f"{t.name(about.title)} · {t.name(about.subtitle)}",
        "page": t(f"page.{take.page}"),
        "story": t.name(take.story.title) if take.story else "",
        "chosen": _parks(take, chosen),
        "asked": asked(take) or t("about.asked_nothing"),
        "shown": _parks(take, _ids(seen.parks)) or t("empty.title"),
        "hidden": _parks(take, _ids(seen.hidden)),
        "silent": _parks(take, _ids(seen.silent)),
        "silence": t("about.silence_text"),
        "bases": t("about.bases_text"),
        "places": _places(take, seen),
        "as_of": t.name(about.as_of_text),
        "source": t.name(take.catalog.source[about.main_source_id].title),
        "licence": about.licence,
        "attribution": t.name(about.attribution),
        "boundaries": " ".join(t.name(row.attribution) for row in about.layers),
        "ground": t.name(about.geometry_note),
        "accuracy": " ".join(t.name(row.accuracy) for row in about.layers),
        "made": t.date(take.day.isoformat()),
        "link": take.link,
        "view": take.query,
        "version": take.catalog.version,
    }


def _places(take: Take, seen: Extent) -> str:
    """Return how a place by paragraph and sentence is read, by an example; empty without one."""
    found = (_CODED.fullmatch(row.locator or "") for row in seen.claims)
    place = next(filter(None, found), None)
    if place is None:
        return ""
    paragraph, sentence = map(int, place.groups())
    return take.t(
        "about.places_text",
        code=place[0],
        paragraph=take.t.number(paragraph),
        sentence=take.t.number(sentence),
    )


def _ids(parks: Iterable[Park]) -> list[ParkId]:
    return [park.id for park in parks]


def _parks(take: Take, parks: Iterable[ParkId]) -> str:
    """Return the names of parks, in catalog order."""
    asked_for = set(parks)
    return take.t.listed(
        take.t.name(park.short) for park in take.catalog.parks if park.id in asked_for
    )


def _option(take: Take, facet: Facet, value: Any) -> str:
    catalog, t = take.catalog, take.t
    match facet:
        case Facet.GROUP:
            return t.name(catalog.sector_group[value].name)
        case Facet.SECTOR:
            return t.name(catalog.sector[value].name)
        case Facet.ROLE:
            return t.name(catalog.role_group[value].name)
        case Facet.STATUS:
            return t(f"status.{value}")
        case Facet.WITHOUT:
            return t(f"basis.{value}")
