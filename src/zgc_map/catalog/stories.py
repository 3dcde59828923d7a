"""Stories: what their files say, checked against the claims, and built into records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from zgc_map.catalog.dataset import Dataset
from zgc_map.catalog.issues import escaped, shown, unprintable
from zgc_map.catalog.package import place_of
from zgc_map.catalog.stages import Finding, Stage
from zgc_map.catalog.story_form import STORY_FORM
from zgc_map.model import Catalog, ClaimId, FigureId, Lang, LocalizedText, Step, Story, StoryId

_FORM = Draft202012Validator(STORY_FORM)
_NUMBER = re.compile(r"\d+")


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
    def sound_steps(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The steps of sound form, each with its number, counted from 1."""
        faulty = {list(error.absolute_path)[1:2][0] for error in self.errors if _in_step(error)}
        steps = self.document.get("steps") if isinstance(self.document, dict) else None
        for index, step in enumerate(steps if isinstance(steps, list) else []):
            if index not in faulty and isinstance(step, dict):
                yield index + 1, step

    def texts(self) -> Iterator[tuple[int | None, str, Lang, str]]:
        """Yield every text of sound form: step, field, language, text."""
        parts: list[tuple[int | None, Mapping[str, Any]]] = [*self.sound_steps]
        if not any(not _in_step(error) for error in self.errors):
            parts.insert(0, (None, self.document))
        for number, part in parts:
            lines = enumerate(part.get("lines", ()))
            fields = {f"lines[{index}]": line for index, line in lines}
            fields |= {name: part[name] for name in ("title", "audience", "notes") if name in part}
            for field, text in fields.items():
                for lang in Lang:
                    yield number, f"{field}.{lang}", lang, text.get(lang.value, "")


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


def _in_step(error: ValidationError) -> bool:
    path = list(error.absolute_path)
    return len(path) > 1 and path[0] == "steps"


@STORIES.rule("story_form")
def _story_form(story: RawStory) -> Iterator[Finding]:
    """A story has title, audience and steps; a step has view, title, lines, notes and claims.

    A figure and the digest `seen` may be left out. No text is longer than a wall can show.
    """
    for error in story.errors:
        path, instance = list(error.absolute_path), cast("Any", error.instance)
        number = int(path[1]) + 1 if _in_step(error) else None
        schema: Mapping[str, Any] = error.schema if isinstance(error.schema, dict) else {}
        found, allowed = shown(instance), str(schema.get("description"))
        if error.validator == "required":
            missing = ", ".join(key for key in schema["required"] if key not in instance)
            found, allowed = f"no {missing}", f"{allowed}: {missing} needed"
        elif error.validator == "additionalProperties":
            extra = ", ".join(shown(key) for key in instance if key not in schema["properties"])
            found, allowed = f"also {extra}", f"only {', '.join(schema['properties'])}"
        elif error.validator == "maxLength":
            found = f"{len(instance)} characters"
        elif error.validator == "maxItems":
            found = f"{len(instance)} of them"
        place = place_of(path[2:] if number else path)
        yield Finding(story.file, number, place, found, allowed)


@STORIES.rule("story_characters")
def _story_characters(story: RawStory) -> Iterator[Finding]:
    """No text of a story holds line ends, control characters or invisible characters."""
    for number, field, _, text in story.texts():
        bad = sorted({escaped(char) for char in text if unprintable(char)})
        if bad:
            allowed = "characters that can be seen, spaces"
            yield Finding(story.file, number, field, " ".join(bad), allowed)


@STORIES.rule("story_claim")
def _story_claim(story: RawStory) -> Iterator[Finding]:
    """Every claim a step leans on is there, and named once."""
    for number, step in story.sound_steps if story.facts else ():
        for index, claim in enumerate(step["claims"]):
            if story.facts and claim not in story.facts.said:
                place = f"claims[{index}]"
                yield Finding(story.file, number, place, shown(claim), "a claim_id of claims.csv")
            elif claim in step["claims"][:index]:
                place = f"claims[{index}]"
                yield Finding(story.file, number, place, f"{shown(claim)} twice", "each only once")


@STORIES.rule("story_figure")
def _story_figure(story: RawStory) -> Iterator[Finding]:
    """The figure a step shows is there, and its claim is among the claims of the step."""
    for number, step in story.sound_steps if story.facts else ():
        figure = step.get("figure")
        if not story.facts or not figure:
            continue
        claim = story.facts.figures.get(figure)
        if claim is None:
            allowed = "a figure_id of figures.csv, or nothing"
            yield Finding(story.file, number, "figure", shown(figure), allowed)
        elif claim not in step["claims"]:
            allowed = f"the claim {claim} among the claims of the step"
            yield Finding(story.file, number, "figure", shown(figure), allowed)


@SHIPPED.rule("story_empty")
def _story_empty(story: RawStory) -> Iterator[Finding]:
    """A story has at least one step."""
    if not story.errors and not story.document["steps"]:
        yield Finding(story.file, None, "steps", "no steps", "at least one step")


@SHIPPED.rule("story_language")
def _story_language(story: RawStory) -> Iterator[Finding]:
    """Every text of a story is there in every language the data package declares."""
    for number, field, lang, text in story.texts():
        if not text.strip() and lang in (story.facts.languages if story.facts else ()):
            allowed = f"a text in {lang.value}"
            yield Finding(story.file, number, field, "an empty text", allowed)


@SHIPPED.rule("story_number")
def _story_number(story: RawStory) -> Iterator[Finding]:
    """A number in a story is one that a claim of its step gives in the same language.

    Where that claim has figures, the step shows one of its figures, with operator and owner.
    """
    steps = dict(story.sound_steps)
    for number, field, lang, text in story.texts():
        if not story.facts or lang not in story.facts.languages:
            continue
        step = steps[number] if number else {}
        for found in sorted(_numbers(text)):
            problem = _missing(story.facts, step, lang, found)
            if problem:
                yield Finding(story.file, number, field, found, problem)


def _numbers(text: str) -> frozenset[str]:
    """Return the runs of digits in a text; a month is the same number with a zero before it."""
    return frozenset(found.lstrip("0") or "0" for found in _NUMBER.findall(text))


def _missing(facts: Facts, step: Mapping[str, Any], lang: Lang, number: str) -> str | None:
    """Return what a step lacks to say a number in a language; None where it lacks nothing."""
    said = facts.said
    known = [claim for claim in step.get("claims", ()) if claim in said]
    givers = {claim for claim in known if number in _numbers(said[claim][lang])}
    if not givers:
        return "a number that a claim of the step gives in this language"
    owners = givers & set(facts.figures.values())
    if owners == givers and not step.get("figure"):
        return f"with a figure of {', '.join(sorted(owners))}"
    return None
