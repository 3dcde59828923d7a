"""A step of a story as HTML: in big type on stage, for the speaker, and on paper."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import geopandas as gpd

from zgc_map.model import Basis, Catalog, Figure, Lang, Scope, Step, Story
from zgc_map.query import step_address
from zgc_map.render.card import START, fill
from zgc_map.render.qr import qr_uri
from zgc_map.render.step_map import step_map
from zgc_map.text import Translator

PAPER = "<style>@media print { @page { size: A4 landscape; margin: 12mm; } }</style>"
"""The paper of a story: a rule of the whole page, so it is there only where a story is printed."""


_TIES = re.compile(r" (?=[—–…])|(?<=\d) (?=\S)")
_SHORT = "а|без|в|во|для|до|за|и|из|или|к|ко|на|над|не|ни|но|о|об|от|по|под|при|с|со|у"
_TIES_RU = re.compile(rf"(?<!\w)({_SHORT}) (?=\S)", re.IGNORECASE)


def tied(text: str, lang: Lang) -> str:
    """Return a text whose lines break where a typesetter would break them.

    No line begins with a dash or parts a number from its unit; in Russian none ends in a
    preposition, a conjunction or a particle of a few letters. Chinese is the style sheet's.
    """
    text = _TIES.sub("\u00a0", text)
    return _TIES_RU.sub("\\1\u00a0", text) if lang is Lang.RU else text


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is in a story, and what has to be said of that step.

    `link` opens the step's view alone; `changed` says that the data is no longer what it was when
    the step was written.
    """

    story: Story
    number: int
    link: str
    changed: bool = False

    @property
    def step(self) -> Step:
        """The step one is at."""
        return self.story.steps[self.number - 1]


def stage_text(catalog: Catalog, place: Place, t: Translator, *, figure: bool = True) -> str:
    """Return what stands beside the map on stage: one idea, its figure, its claims.

    Without `figure` there is none: the card of the view has it.
    """
    values = _values(catalog, place, t)
    return fill("stage.html", catalog, t, START, **values | ({} if figure else {"figure": None}))


def speaker_notes(catalog: Catalog, place: Place, t: Translator) -> str:
    """Return what the speaker sees: this step, its notes, and the step that follows."""
    after = place.story.steps[place.number : place.number + 1]
    values = _values(catalog, place, t)
    return fill("speaker.html", catalog, t, START, **values, after=after[0] if after else None)


def rests(catalog: Catalog, step: Step, t: Translator) -> str:
    """Return in one line how many claims a step rests on, how many are not stated, and as of when.

    The date is the main source's, so it stands only where all of them are; others carry their own.
    """
    claims = [catalog.claim[claim] for claim in step.claim_ids]
    bases = Counter(claim.basis for claim in claims)
    said = [t.count("stage.rests", len(claims))]
    said += [
        t("label", name=t(f"basis.{basis}"), value=t.number(bases[basis]))
        for basis in Basis
        if basis is not Basis.STATED and bases[basis]
    ]
    about = catalog.about
    if all(claim.source_id == about.main_source_id for claim in claims):
        said.append(t.name(about.as_of_text))
    return " · ".join(said)


def handout(
    catalog: Catalog,
    places: tuple[Place, ...],
    t: Translator,
    shapes: gpd.GeoDataFrame,
    *,
    local: bool,
) -> str:
    """Return a story as HTML to print, one page a step, each with its map and its claims in full.

    Parameters
    ----------
    shapes
        One row a park, its id as index, EPSG:4326.
    local
        Whether no other machine can open the links, which is said beside each.
    """
    pages = [
        _values(catalog, place, t)
        | {
            "qr": qr_uri(place.link),
            "map": step_map(catalog, *step_address(catalog, place.step), shapes, t),
        }
        for place in places
    ]
    return fill(
        "handout.html",
        catalog,
        t,
        START,
        story=places[0].story,
        pages=pages,
        tied=tied,
        local=local,
    )


def qr_panel(catalog: Catalog, place: Place, t: Translator, *, local: bool) -> str:
    """Return a step's link as a QR code and what it opens; `local`: no other machine can."""
    step = place.step
    opens = t("label", name=t(f"page.{step.page}"), value=t.name(step.title))
    return fill(
        "qr.html",
        catalog,
        t,
        START,
        qr=qr_uri(place.link),
        link=place.link,
        local=local,
        opens=opens,
    )


def owner(catalog: Catalog, figure: Figure, t: Translator) -> str:
    """Return whose figure it is: a park's, its district's, a city's; empty if the metric says it.

    A figure of the scope "zone" may belong to a part of the zone, which its metric names.
    """
    parts = []
    if figure.park_id:
        park = catalog.park[figure.park_id]
        of_district = figure.scope is Scope.DISTRICT
        parts.append(t.name(catalog.place[park.place_id].name if of_district else park.name))
        parts += [t("scope.district")] if of_district else []
    elif figure.scope not in (Scope.ZONE, Scope.UNSPECIFIED):
        parts.append(t(f"scope.{figure.scope}"))
    return " · ".join(parts)


def _values(catalog: Catalog, place: Place, t: Translator) -> dict[str, object]:
    step = place.step
    figure = catalog.figure[step.figure_id] if step.figure_id else None
    return {
        "story": place.story,
        "step": step,
        "number": place.number,
        "total": len(place.story.steps),
        "link": place.link,
        "changed": place.changed,
        "tied": tied,
        "rests": rests(catalog, step, t),
        "claims": [catalog.claim[claim] for claim in step.claim_ids],
        "figure": figure,
        "owner": owner(catalog, figure, t) if figure else "",
        "figure_claim": catalog.claim[figure.claim_id] if figure else None,
    }
