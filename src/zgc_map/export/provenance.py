"""What a file says of itself: what it shows and what not, from where, when, on which terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from zgc_map.export.extent import Extent, extent
from zgc_map.export.take import Take
from zgc_map.model import Park
from zgc_map.query import Facet

LINES: Final = (
    *("atlas", "page", "chosen", "asked", "shown", "hidden", "silent", "silence", "bases", "as_of"),
    *("source", "licence", "boundaries", "ground", "accuracy", "made", "link", "view", "version"),
)
"""What is said, in this order; what a view has nothing to say of is left out."""


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
    """Return the view's question in words; empty if nothing narrows the view."""
    t, filters = take.t, take.address.filters
    parts = []
    for facet in Facet:
        if values := filters.of(facet):
            names = [_option(take, facet, value) for value in sorted(values)]
            parts.append(t("label", name=t(f"filter.facet_{facet}"), value=t.listed(names)))
    if filters.sectors or filters.groups:
        several = t("label", name=t("filter.match"), value=t(f"filter.match_{filters.match}"))
        parts.append(several)
    if take.address.search and take.page == "sources":
        parts.append(t("label", name=t("search.title"), value=take.address.search))
    return " · ".join(parts)


def _texts(take: Take, seen: Extent) -> dict[str, str]:
    t, about = take.t, take.catalog.about
    chosen = take.catalog.park[take.address.park].name if take.address.park else None
    return {
        "atlas": f"{t.name(about.title)} · {t.name(about.subtitle)}",
        "page": t(f"page.{take.page}"),
        "chosen": t.name(chosen) if chosen else "",
        "asked": asked(take) or t("about.asked_nothing"),
        "shown": _parks(take, seen.parks) or t("empty.title"),
        "hidden": _parks(take, seen.hidden),
        "silent": _parks(take, seen.silent),
        "silence": t("about.silence_text"),
        "bases": t("about.bases_text"),
        "as_of": t.name(about.as_of_text),
        "source": t.name(take.catalog.source[about.main_source_id].title),
        "licence": about.licence,
        "boundaries": " ".join(t.name(row.attribution) for row in about.layers),
        "ground": t.name(about.geometry_note),
        "accuracy": " ".join(t.name(row.accuracy) for row in about.layers),
        "made": t.date(take.day.isoformat()),
        "link": take.link,
        "view": take.query,
        "version": take.catalog.version,
    }


def _parks(take: Take, parks: Sequence[Park]) -> str:
    return take.t.listed(take.t.name(park.short) for park in parks)


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
