"""What the offline page knows: the dataset in every language, and the question it opens with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zgc_map.export.provenance import provenance
from zgc_map.export.take import Take
from zgc_map.model import Basis, Claim, Confidence, Figure, Lang, LocalizedText, Status
from zgc_map.query import Address, Picture, select
from zgc_map.render.card import SIGNS
from zgc_map.render.map import map_layers
from zgc_map.render.map_state import map_state, note, park_sectors
from zgc_map.text import Translator, load_messages

SAID = (
    *("aside", "as_of", "label", "app.language", "app.language_name", "page.sources"),
    *("map.close", "map.start_title", "map.start_text", "map.start_parks", "map.label"),
    *("about.shown", "legend.hint", "filter.title", "filter.reset", "filter.match"),
    *("filter.match_any", "filter.match_all", "filter.match_none", "filter.match_help"),
    *("count.parks", "count.links", "count.silent", "empty.title", "empty.why"),
    *("claim.source", "claim.undated", "claim.confidence", "claim.derived_from"),
    *("park.silent", "park.brands", "park.specialty", "park.specialty_yes"),
    *("park.specialty_unknown", "park.background", "park.background_note", "park.outside"),
    *(
        "offline.title",
        "offline.theme",
        "offline.light",
        "offline.dark",
        "offline.live",
        "offline.made",
    ),
)
"""The messages the page says itself."""


def page_data(take: Take) -> dict[str, Any]:
    """Return everything the page shows, as plain data; a text is a list, one a language.

    The page filters by sector and group itself. What else the view asks for (roles, statuses,
    hidden evidence) is settled here: what it leaves out is not in the page.
    """
    catalog, filters = take.catalog, take.address.filters
    asked = filters.about(None)
    whole = select(catalog, asked)
    langs = catalog.about.languages
    layers = map_layers(take.parks, take.ground)
    return {
        "id": catalog.about.id,
        "languages": [lang.value for lang in langs],
        "lang": take.t.lang.value,
        "link": take.link if take.link.startswith(("http://", "https://")) else "",
        "title": _all(take, catalog.about.title),
        "subtitle": _all(take, catalog.about.subtitle),
        "note": _all(take, catalog.about.geometry_note),
        "asOf": _all(take, catalog.about.as_of_text),
        "words": {lang.value: _words(lang) for lang in langs},
        "about": [
            [[line.label, line.text] for line in provenance(_in(take, lang))] for lang in langs
        ],
        "bounds": layers.bounds,
        "layers": layers.areas,
        "symbols": layers.symbols,
        "states": {
            lang.value: {
                name: map_state(catalog, Address(lang=lang), whole, Translator(lang), dark=dark)
                for name, dark in (("light", False), ("dark", True))
            }
            for lang in langs
        },
        "notes": {
            picture.value: [
                note(catalog, Address(picture=picture), Translator(lang)) for lang in langs
            ]
            for picture in Picture
        },
        "picture": take.address.picture.value,
        "groups": [
            {"id": row.id, "name": _all(take, row.name), "colors": [row.color, row.color_dark]}
            for row in catalog.sector_groups
        ],
        "sectors": [
            {"id": row.id, "group": row.group_id, "name": _all(take, row.name)}
            for row in catalog.sectors
        ],
        "roles": {row.id: _all(take, row.name) for row in catalog.roles},
        "parks": [
            {
                "id": park.id,
                "name": _all(take, park.name),
                "short": _all(take, park.short),
                "silent": park.id in whole.silent,
                "named": park.named_in_source,
                "sectors": park_sectors(catalog, park.id),
                "specialty": park.specialty_host_claim_id if park.specialty_host else None,
                "external": [
                    row.id
                    for row in catalog.claims
                    if row.park_id == park.id and row.basis is Basis.EXTERNAL
                    if Basis.EXTERNAL not in filters.without
                ],
            }
            for park in catalog.parks
        ],
        "links": [
            {
                "park": row.park_id,
                "sector": row.sector_id,
                "role": row.role_id,
                "basis": row.basis.value,
                "status": row.status.value,
                "claims": row.claim_ids,
            }
            for row in whole.assignments
        ],
        "total": len(catalog.assignments),
        "brands": [
            {"park": row.park_id, "name": _all(take, row.name), "claim": row.claim_id}
            for row in catalog.brands
        ],
        "figures": [
            {"park": row.park_id, "text": _figure(take, row)}
            for row in catalog.figures
            if row.park_id and catalog.claim[row.claim_id].basis not in filters.without
        ],
        "claims": {row.id: _claim(take, row) for row in catalog.claims},
        "sources": {
            row.id: {
                "title": _all(take, row.title),
                "publisher": _all(take, row.publisher) if row.publisher else None,
                "published": [Translator(lang).date(row.published) for lang in langs],
            }
            for row in catalog.sources
        },
        "asked": {
            "groups": sorted(filters.groups),
            "sectors": sorted(filters.sectors),
            "match": filters.match.value,
        },
        "park": take.address.park,
    }


def _words(lang: Lang) -> dict[str, Any]:
    messages = load_messages(lang)
    enums = {"basis": Basis, "status": Status, "confidence": Confidence}
    built = [f"{name}.{word}" for name, words in enums.items() for word in words]
    return {key: messages[key] for key in (*SAID, *built)}


def _in(take: Take, lang: Lang) -> Take:
    return replace(take, t=Translator(lang), address=take.address.but(lang=lang))


def _all(take: Take, text: LocalizedText) -> list[str]:
    return [text.in_(lang) for lang in take.catalog.about.languages]


def _claim(take: Take, row: Claim) -> dict[str, Any]:
    langs = take.catalog.about.languages
    return {
        "text": _all(take, row.text),
        "basis": row.basis.value,
        "source": row.source_id,
        "locator": row.locator,
        "asOf": [Translator(lang).date(row.as_of) for lang in langs] if row.as_of else None,
        "confidence": row.confidence.value,
        "from": row.derived_from,
    }


def _figure(take: Take, row: Figure) -> list[str]:
    """Return a figure in words, its operator before its number, in each language."""
    said = []
    for lang in take.catalog.about.languages:
        t = Translator(lang)
        number = f"{t.number(row.value_in(lang))} {t.name(row.unit)}"
        value = f"{SIGNS[row.operator]} {number}".strip()
        period = t("aside", text="", more=t.date(row.period)) if row.period else ""
        said.append(t("label", name=t.name(row.metric), value=f"{value}{period}"))
    return said
