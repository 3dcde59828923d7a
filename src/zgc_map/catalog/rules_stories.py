"""Rules of stories: their form, their texts, the claims and figures their steps lean on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from jsonschema.exceptions import ValidationError

from zgc_map.catalog.contract import ID_PATTERN
from zgc_map.catalog.issues import escaped, shown, unprintable
from zgc_map.catalog.package import place_of
from zgc_map.catalog.stages import Finding
from zgc_map.catalog.stories import SHIPPED, STORIES, Facts, RawStory, claims_in
from zgc_map.model import Lang

_NUMBER = re.compile(r"\d+")


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
        kind, values = str(error.validator), {"found": found, "allowed": error.validator_value}
        if error.validator == "type":
            kind = f"type_{error.validator_value}"
        elif error.validator == "required":
            missing = ", ".join(key for key in schema["required"] if key not in instance)
            values = {"found": missing}
            found, allowed = f"no {missing}", f"{allowed}: {missing} needed"
        elif error.validator == "additionalProperties":
            extra = ", ".join(shown(key) for key in instance if key not in schema["properties"])
            values = {"found": extra, "allowed": ", ".join(schema["properties"])}
            found, allowed = f"also {extra}", f"only {', '.join(schema['properties'])}"
        elif error.validator == "maxLength":
            values["found"] = len(instance)
            found = f"{len(instance)} characters"
        elif error.validator == "maxItems":
            values["found"] = len(instance)
            found = f"{len(instance)} of them"
        place = place_of(path[2:] if number else path)
        yield Finding(story.file, number, place, found, allowed, kind, values)


@STORIES.rule("story_characters")
def _story_characters(story: RawStory) -> Iterator[Finding]:
    """No text of a story holds control or invisible characters, and only notes hold line ends."""
    for number, field, _, text in story.texts():
        ends = "\n" if field.startswith("notes") else ""
        bad = sorted({escaped(char) for char in text if unprintable(char) and char not in ends})
        if bad:
            allowed = "characters that can be seen, spaces"
            yield Finding(story.file, number, field, " ".join(bad), allowed)


@STORIES.rule("story_claim")
def _story_claim(story: RawStory) -> Iterator[Finding]:
    """Every claim a step leans on is there, and named once."""
    for number, step in story.steps if story.facts else ():
        claims = claims_in(step)
        for index, claim in claims.items():
            place = f"claims[{index}]"
            if story.facts and claim not in story.facts.said:
                yield Finding(story.file, number, place, shown(claim), "a claim_id of claims.csv")
            elif any(claims[before] == claim for before in claims if before < index):
                yield Finding(
                    story.file,
                    number,
                    place,
                    f"{shown(claim)} twice",
                    "each only once",
                    "twice",
                    {"found": shown(claim)},
                )


@STORIES.rule("story_figure")
def _story_figure(story: RawStory) -> Iterator[Finding]:
    """The figure a step shows is there, and its claim is among the claims of the step."""
    for number, step in story.steps if story.facts else ():
        figure = step.get("figure")
        if not story.facts or not isinstance(figure, str) or not re.fullmatch(ID_PATTERN, figure):
            continue
        claim = story.facts.figures.get(figure)
        if claim is None:
            allowed = "a figure_id of figures.csv, or nothing"
            yield Finding(story.file, number, "figure", shown(figure), allowed)
        elif isinstance(step.get("claims"), list) and claim not in step["claims"]:
            allowed = f"the claim {claim} among the claims of the step"
            said = {"found": shown(figure), "allowed": claim}
            yield Finding(story.file, number, "figure", shown(figure), allowed, "claim", said)


@SHIPPED.rule("story_empty")
def _story_empty(story: RawStory) -> Iterator[Finding]:
    """A story has at least one step."""
    if isinstance(story.document, dict) and story.document.get("steps") == []:
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
    steps = dict(story.steps)
    for number, field, lang, text in story.texts():
        if not story.facts or lang not in story.facts.languages:
            continue
        step = steps[number] if number else {}
        if number and not isinstance(step.get("claims"), list):
            continue
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
    known = [claim for claim in claims_in(step).values() if claim in said]
    givers = {claim for claim in known if number in _numbers(said[claim][lang])}
    if not givers:
        return "a number that a claim of the step gives in this language"
    owners = givers & set(facts.figures.values())
    if owners == givers and not step.get("figure"):
        return f"with a figure of {', '.join(sorted(owners))}"
    return None
