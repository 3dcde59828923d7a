"""The steps of a story as views of their own, each with what is said over it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zgc_map.export.brief_parts import figure_value, spoken
from zgc_map.export.take import Take
from zgc_map.model import Step


@dataclass(frozen=True, slots=True)
class Scene:
    """A step of a story: its words in one language, and its view."""

    title: str
    lines: tuple[str, ...]
    notes: str
    claims: tuple[str, ...]
    """The claims it rests on, each with its id."""
    ids: tuple[str, ...]
    """The ids of these claims."""
    take: Take


def scenes(take: Take) -> tuple[Scene, ...]:
    """Return the steps of a view's story; what a step's view no longer knows is left out of it."""
    steps = take.story.steps if take.story else ()
    return tuple(_scene(take, *one) for one in zip(steps, take.steps, strict=True))


def _scene(take: Take, step: Step, seen: Take) -> Scene:
    catalog, t = take.catalog, take.t
    seen = replace(seen, link=_link(take, seen))
    lines = [t.name(line) for line in step.lines]
    figure = catalog.figure.get(step.figure_id) if step.figure_id else None
    if figure:
        said = t("label", name=t.name(figure.metric), value=figure_value(figure, t))
        lines.append(f"{said} [{figure.claim_id}]")
    found = [row for row in catalog.claims if row.id in step.claim_ids]
    claims = tuple(spoken(take, row) for row in found)
    ids = tuple(str(row.id) for row in found)
    return Scene(t.name(step.title), tuple(lines), t.name(step.notes), claims, ids, seen)


def _link(take: Take, seen: Take) -> str:
    """Return the address of a step's own view, if that of the story's is known."""
    if not take.link:
        return ""
    base = take.link.partition("?")[0].rpartition("/")[0]
    return f"{base}/{seen.page}?{seen.query}"
