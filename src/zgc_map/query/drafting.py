"""A reader's own story: views become steps, steps are moved, texts are filled in."""

from __future__ import annotations

import re
from dataclasses import replace

from zgc_map.catalog.issues import unprintable
from zgc_map.catalog.story_form import CLAIMS_MAX, STEPS_MAX, TITLE_MAX, most
from zgc_map.model import DRAFT, Catalog, ClaimId, Lang, LocalizedText, Step, Story
from zgc_map.query.address import Address
from zgc_map.query.claims import claims_of
from zgc_map.query.filters import select
from zgc_map.query.stories import view_digest, view_of
from zgc_map.text import Translator

NOTHING = LocalizedText("", "", "")
_NAMELESS = ("map", "parks", "cell")
"""Pages whose views are named after what they show alone."""

EMPTY = Story(DRAFT, NOTHING, NOTHING, ())
"""A draft before anything was put into it."""


def step_of(catalog: Catalog, page: str, address: Address) -> Step:
    """Return a step that shows a view, named after what the view is about, with its claims."""
    step = Step(
        page=page,
        view=view_of(address),
        title=_title(catalog, page, address),
        lines=(),
        notes=NOTHING,
        claim_ids=_claims(catalog, address),
        figure_id=None,
        seen="",
    )
    return taken(catalog, step)


def taken(catalog: Catalog, step: Step) -> Step:
    """Return a step that has seen its view as it is now."""
    return replace(step, seen=view_digest(catalog, step))


def with_step(story: Story, step: Step) -> Story:
    """Return a story with one more step at its end; the same story if it is full."""
    return replace(story, steps=(*story.steps, step)[:STEPS_MAX])


def with_view(catalog: Catalog, story: Story, index: int, page: str, address: Address) -> Story:
    """Return a story in which one step shows another view; its texts and claims stay."""
    steps = list(story.steps)
    steps[index] = taken(catalog, replace(steps[index], page=page, view=view_of(address)))
    return replace(story, steps=tuple(steps))


def without_step(story: Story, index: int) -> Story:
    """Return a story without one of its steps, counted from 0."""
    return replace(story, steps=(*story.steps[:index], *story.steps[index + 1 :]))


def moved_step(story: Story, index: int, by: int) -> Story:
    """Return a story with one step moved; at either end it stays where it is."""
    steps = list(story.steps)
    steps.insert(max(0, index + by), steps.pop(index))
    return replace(story, steps=tuple(steps))


def with_text(
    text: LocalizedText, lang: Lang, said: str, letters: int, *, paragraphs: bool = False
) -> LocalizedText:
    """Return a text with one language said anew: visible characters only, cut to what may be.

    `paragraphs` keeps line ends, at most two in a row.
    """
    lines = said.splitlines() if paragraphs else [said]
    seen = ("".join(" " if unprintable(char) else char for char in line) for line in lines)
    clean = re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in seen).strip())
    return replace(text, **{lang.value: clean[: most(letters, lang)].strip()})


def filled(story: Story) -> Story:
    """Return a story without gaps: where a language is missing, another one, marked as such."""
    return replace(
        story,
        title=_filled(story.title),
        audience=_filled(story.audience),
        steps=tuple(
            replace(
                step,
                title=_filled(step.title),
                lines=tuple(_filled(line) for line in step.lines if any(line.all())),
                notes=_filled(step.notes),
            )
            for step in story.steps
        ),
    )


def mark(lang: Lang) -> str:
    """Return what stands before a text in a language that stands in for another."""
    return f"[{lang.value.upper()}]"


def _filled(text: LocalizedText) -> LocalizedText:
    """Return a text in which another one, marked, stands in for a language that says nothing."""
    there = next((lang for lang in Lang if text.in_(lang)), None)
    if there is None:
        return text
    marked = f"{mark(there)} {text.in_(there)}"
    return LocalizedText(*(said or marked for said in text.all()))


def _title(catalog: Catalog, page: str, address: Address) -> LocalizedText:
    """Return what a view is about: parks, sectors, groups; but for the map, also its page."""
    filters = address.filters
    compared = address.compare if page == "compare" else ()
    names = [catalog.park[address.park].name] if address.park and page != "compare" else []
    names += [row.short for row in catalog.parks if row.id in compared]
    names += [row.name for row in catalog.sector_groups if row.id in filters.groups]
    names += [row.name for row in catalog.sectors if row.id in filters.sectors]
    if address.claim and page == "sources":
        names.append(LocalizedText(*[address.claim] * len(Lang)))
    title = NOTHING
    for t in map(Translator, Lang):
        said = ", ".join(t.name(name) for name in names)
        if page not in _NAMELESS:
            said = t("label", name=t(f"page.{page}"), value=said) if said else t(f"page.{page}")
        title = with_text(title, t.lang, said or t.name(catalog.about.title), TITLE_MAX)
    return title


def _claims(catalog: Catalog, address: Address) -> tuple[ClaimId, ...]:
    """Return the claims a narrow view leans on; none for a view of everything."""
    selection = select(catalog, address.filters)
    rows = selection.of_park(address.park) if address.park else selection.assignments
    narrow = address.park or address.filters.active
    found = [address.claim] if address.claim else []
    found += [claim.id for row in (rows if narrow else ()) for claim in claims_of(catalog, row)]
    return tuple(dict.fromkeys(found))[:CLAIMS_MAX]
