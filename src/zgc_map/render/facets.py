"""The panel of filters: a constant form for a language, and its state as plain data beside it.

The state travels in an unseen element, as a view of the map does: it is small, and what Streamlit
would resend with a component's data is the component's whole script. ``static/atlas/facets.js``
fills the state in and reports what the reader asks for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from typing import Any
from xml.sax.saxutils import quoteattr

from zgc_map.model import Basis, Catalog
from zgc_map.query import Address, Facet, Filters, Match, facet_counts, facet_options, select
from zgc_map.render.card import fill
from zgc_map.render.colours import group_color
from zgc_map.text import Translator

UNCOUNTED = frozenset(Basis) - {Basis.STATED, Basis.INFERRED}
"""Bases that never decide whether a park is shown."""

ROW = ("park", "sector", "group", "role", "status", "basis")
"""What ``static/atlas/answer.js`` knows of an assignment; of its role, the group."""


def facet_panel(catalog: Catalog, t: Translator, *, dark: bool) -> str:
    """Return every filter and its options as HTML, none of them chosen."""
    folded = (
        (t("filter.roles"), _rows(catalog, Facet.ROLE, t), ""),
        (t("filter.statuses"), _rows(catalog, Facet.STATUS, t), ""),
        (t("filter.bases"), _rows(catalog, Facet.WITHOUT, t), t("filter.bases_help")),
    )
    sectors = _sectors(catalog, t, dark=dark)
    return fill(
        *("facets.html", catalog, t, Address()),
        matches=tuple(Match),
        sectors=sectors,
        folded=folded,
        rows=json.dumps([ROW, *answer_rows(catalog)], ensure_ascii=False, separators=(",", ":")),
    )


def answer_rows(catalog: Catalog) -> list[tuple[str, ...]]:
    """Return what `ROW` names of each assignment, in catalog order."""
    return [
        (
            *(row.park_id, row.sector_id, catalog.sector[row.sector_id].group_id),
            *(catalog.role[row.role_id].group_id, row.status.value, row.basis.value),
        )
        for row in catalog.assignments
    ]


def facet_state(catalog: Catalog, filters: Filters, t: Translator) -> dict[str, Any]:
    """Return what is asked for, how many parks each option would leave, and how much is shown.

    The counts follow `facet_options`. Options with an empty one never decide whether a park is
    shown. A basis that is asked for is hidden: its box is not ticked.
    """
    counts = {facet: facet_counts(catalog, filters, facet) for facet in Facet}
    shown = select(catalog, filters)
    known, silent = len(catalog.parks) - len(shown.silent), len(shown.silent)
    counted = (
        t.count("count.parks", len(shown.parks), total=known),
        t.count("count.links", len(shown.assignments), total=len(catalog.assignments)),
        t.count("count.silent", silent),
    )
    return {
        "match": filters.match.value,
        "asked": {f.value: sorted(filters.of(f)) for f in Facet if filters.of(f)},
        "counts": {
            facet.value: ["" if option in UNCOUNTED else t.number(n) for option, n in rows.items()]
            for facet, rows in counts.items()
        },
        "hints": _hints({n for rows in counts.values() for n in rows.values()}, t),
        "summary": counted,
    }


def _hints(numbers: Set[int], t: Translator) -> dict[str, list[str]]:
    """Return what the numbers beside options say, each form once: "#" for the number → numbers."""
    forms: dict[str, list[str]] = {}
    for n in sorted(numbers):
        number = t.number(n)
        forms.setdefault(t.count("legend.hint", n).replace(number, "#"), []).append(number)
    return forms


def facet_carrier(state: Mapping[str, Any], answered: object) -> str:
    """Return the element that carries a state, and which report it answers, as HTML.

    Between single quotes where it can be: the state itself is full of double ones.
    """
    number = answered if isinstance(answered, int) else None
    text = json.dumps([state, number], ensure_ascii=False, separators=(",", ":"))
    return f"<div hidden data-atlas-facets={quoteattr(text)}></div>"


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


def _sectors(catalog: Catalog, t: Translator, *, dark: bool) -> Iterable[dict[str, str]]:
    for group in catalog.sector_groups:
        color = group_color(group, dark=dark)
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
