"""The panel of filters: a constant form for a language, and its state as plain data beside it.

``static/atlas/facets.js`` fills the state in and reports what the reader asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zgc_map.model import Basis, Catalog
from zgc_map.query import Address, Facet, Filters, Match, facet_counts, facet_options, select
from zgc_map.render.card import fill
from zgc_map.text import Translator


def facet_panel(catalog: Catalog, t: Translator, *, dark: bool) -> str:
    """Return every filter and its options as HTML, none of them chosen."""
    folded = (
        (t("filter.roles"), _rows(catalog, Facet.ROLE, t), ""),
        (t("filter.statuses"), _rows(catalog, Facet.STATUS, t), ""),
        (t("filter.bases"), _rows(catalog, Facet.WITHOUT, t), t("filter.bases_help")),
    )
    sectors = _sectors(catalog, t, dark=dark)
    return fill(
        "facets.html", catalog, t, Address(), matches=tuple(Match), sectors=sectors, folded=folded
    )


def facet_state(catalog: Catalog, filters: Filters, t: Translator) -> dict[str, Any]:
    """Return what is ticked, how many parks each option would leave, and how many are shown.

    Options without a number are those that never decide whether a park is shown.
    """
    shown = select(catalog, filters)
    total = len(catalog.parks) - len(shown.silent)
    return {
        "match": filters.match.value,
        "active": filters.active,
        "ticked": {facet.value: sorted(ticked(filters, facet)) for facet in Facet},
        "counts": {facet.value: _counts(catalog, filters, facet, t) for facet in Facet},
        "hints": {t.number(n): t.count("legend.hint", n) for n in range(len(catalog.parks) + 1)},
        "said": t.count("count.parks", len(shown.parks), total=total),
    }


def ticked(filters: Filters, facet: Facet) -> frozenset[Any]:
    """Return the options whose box is ticked: a basis is ticked as long as it is shown."""
    chosen = filters.of(facet)
    return frozenset(Basis) - chosen if facet is Facet.WITHOUT else chosen


def after_ask(filters: Filters, ask: object, catalog: Catalog) -> Filters:
    """Return the filters a browser asks for; what makes no sense in an ask changes nothing."""
    if not isinstance(ask, Mapping):
        return filters
    boxes = ask.get("ticked")
    for facet in Facet:
        said = boxes.get(facet.value) if isinstance(boxes, Mapping) else None
        if isinstance(said, list):
            options = facet_options(catalog, facet)
            found = set(options) & {word for word in said if isinstance(word, str)}
            hides = facet is Facet.WITHOUT
            filters = filters.with_(facet, set(options) - found if hides else found)
    match = next((word for word in Match if word == ask.get("match")), filters.match)
    return filters.matched(match)


def _counts(catalog: Catalog, filters: Filters, facet: Facet, t: Translator) -> dict[str, str]:
    uncounted = set(Basis) - {Basis.STATED, Basis.INFERRED} if facet is Facet.WITHOUT else set()
    counts = facet_counts(catalog, filters, facet)
    return {str(option): t.number(n) for option, n in counts.items() if option not in uncounted}


def _sectors(catalog: Catalog, t: Translator, *, dark: bool) -> Iterable[dict[str, str]]:
    for group in catalog.sector_groups:
        color = group.color_dark if dark else group.color
        yield _row(Facet.GROUP, group.id, t.name(group.name), color)
        for sector in catalog.sectors:
            if sector.group_id == group.id:
                yield _row(Facet.SECTOR, sector.id, t.name(sector.name), color)


def _rows(catalog: Catalog, facet: Facet, t: Translator) -> Iterable[dict[str, str]]:
    for option in facet_options(catalog, facet):
        match facet:
            case Facet.ROLE:
                name = t.name(catalog.role_group[option].name)
            case Facet.STATUS:
                name = t(f"status.{option}")
            case _:
                name = t(f"basis.{option}")
        yield _row(facet, option, name)


def _row(facet: Facet, option: str, name: str, color: str = "") -> dict[str, str]:
    return {"facet": facet.value, "option": str(option), "name": name, "color": color}
