"""Stories: what their files say, as it was parsed and as records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from zgc_map.catalog.contract import ID_PATTERN
from zgc_map.catalog.dataset import Dataset
from zgc_map.catalog.stages import Stage
from zgc_map.catalog.story_form import STORY_FORM, VIEW_PATTERN
from zgc_map.model import Catalog, ClaimId, FigureId, Lang, LocalizedText, Step, Story, StoryId

_FORM = Draft202012Validator(STORY_FORM)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a story can lean on: what each claim says in each language, and each figure's claim."""

    said: Mapping[str, Mapping[Lang, str]]
    figures: Mapping[str, str]
    languages: tuple[Lang, ...]


@dataclass(frozen=True)
class RawStory:
    """The parsed text of a story file, not yet believed. Without `facts` claims are not asked."""

    file: str
    document: Any
    facts: Facts | None

    @cached_property
    def errors(self) -> tuple[ValidationError, ...]:
        """Where the document departs from `STORY_FORM`."""
        return tuple(_FORM.iter_errors(self.document))

    @property
    def steps(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The steps that are mappings, each with its number, counted from 1."""
        steps = self.document.get("steps") if isinstance(self.document, dict) else None
        for number, step in enumerate(steps if isinstance(steps, list) else [], start=1):
            if isinstance(step, dict):
                yield number, step

    def texts(self) -> Iterator[tuple[int | None, str, Lang, str]]:
        """Yield every text, whatever else is wrong beside it: step, field, language, text."""
        parts: list[tuple[int | None, Mapping[str, Any]]] = [*self.steps]
        if isinstance(self.document, dict):
            parts.insert(0, (None, self.document))
        for number, part in parts:
            lines = part.get("lines") if number else ()
            fields = {f"lines[{n}]": line for n, line in enumerate(lines or ())}
            for name in ("title", "notes") if number else ("title", "audience"):
                fields[name] = part.get(name)
            for field, text in fields.items():
                for lang in Lang if isinstance(text, dict) else ():
                    said = text.get(lang.value, "")
                    if isinstance(said, str):
                        yield number, f"{field}.{lang}", lang, said

    def views(self) -> Iterator[tuple[int, str, str]]:
        """Yield the page and the words of every view that is written as one, with its step."""
        for number, step in self.steps:
            view = step.get("view")
            if isinstance(view, str) and re.fullmatch(VIEW_PATTERN, view):
                page, _, words = view.partition("?")
                yield number, page, words


def claims_in(step: Mapping[str, Any]) -> Mapping[int, str]:
    """Return the claims of a step that are written as ids, by their place in the list."""
    claims = step.get("claims")
    return {
        place: claim
        for place, claim in enumerate(claims if isinstance(claims, list) else [])
        if isinstance(claim, str) and re.fullmatch(ID_PATTERN, claim)
    }


STORIES: Stage[RawStory] = Stage("Stories", "Every story, a reader's own draft included.")
SHIPPED: Stage[RawStory] = Stage("Stories of the folder", "Every story in `stories`.")


def facts_of_dataset(dataset: Dataset) -> Facts | None:
    """Return what stories can lean on; None while the claims or figures cannot be trusted."""
    if not dataset.whole("claims", "figures"):
        return None
    said = {
        row["claim_id"]: {
            lang: f"{row[f'text_{lang}']} {row[f'note_{lang}']} {row['as_of']}" for lang in Lang
        }
        for row in dataset.rows("claims")
    }
    figures = {row["figure_id"]: row["claim_id"] for row in dataset.rows("figures")}
    return Facts(said, figures, dataset.languages)


def facts_of(catalog: Catalog) -> Facts:
    """Return what stories can lean on in a catalog."""
    said = {
        str(row.id): {
            lang: f"{row.text.in_(lang)} {row.note.in_(lang) if row.note else ''} {row.as_of or ''}"
            for lang in Lang
        }
        for row in catalog.claims
    }
    figures = {str(row.id): str(row.claim_id) for row in catalog.figures}
    return Facts(said, figures, catalog.about.languages)


def build_story(name: str, document: Mapping[str, Any]) -> Story:
    """Return the story of a document no rule objects to."""
    return Story(
        id=StoryId(name),
        title=_text(document["title"]),
        audience=_text(document["audience"]),
        steps=tuple(_step(step) for step in document["steps"]),
    )


def story_document(story: Story) -> dict[str, Any]:
    """Return a story as the mappings, lists and texts of its file."""

    def text(words: LocalizedText) -> dict[str, str]:
        return {lang.value: words.in_(lang) for lang in Lang}

    return {
        "title": text(story.title),
        "audience": text(story.audience),
        "steps": [
            {
                "view": f"{step.page}?{step.view}" if step.view else step.page,
                "title": text(step.title),
                "lines": [text(line) for line in step.lines],
                "notes": text(step.notes),
                "figure": step.figure_id or "",
                "claims": [*step.claim_ids],
                "seen": step.seen,
            }
            for step in story.steps
        ],
    }


def _step(step: Mapping[str, Any]) -> Step:
    page, _, view = step["view"].partition("?")
    return Step(
        page=page,
        view=view,
        title=_text(step["title"]),
        lines=tuple(_text(line) for line in step["lines"]),
        notes=_text(step["notes"]),
        claim_ids=tuple(ClaimId(claim) for claim in step["claims"]),
        figure_id=FigureId(step["figure"]) if step.get("figure") else None,
        seen=step.get("seen", ""),
    )


def _text(member: Mapping[str, str]) -> LocalizedText:
    return LocalizedText(**{lang.value: member.get(lang.value, "") for lang in Lang})
