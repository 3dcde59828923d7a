"""The form of a story as a JSON Schema: descriptions are the words of the issues.

A story is short enough to be read on a wall: Chinese signs are twice as wide as letters, so a
Chinese text may have half as many.
"""

from __future__ import annotations

from typing import Any

from zgc_map.catalog.contract import ID_PATTERN
from zgc_map.model import Lang

Schema = dict[str, Any]

TITLE_MAX, LINE_MAX, NOTES_MAX = 60, 110, 1200
"""The most letters of a title, of one line, of the notes to one step."""

LINES_MAX, STEPS_MAX, CLAIMS_MAX = 3, 99, 24

VIEW_PATTERN = r"[a-z][a-z_]*(\?[!-~]+)?"
NAME_PATTERN = r"[a-z][a-z0-9_]{0,39}"
SEEN_PATTERN = r"[0-9a-f]{16}"


def most(letters: int, lang: Lang) -> int:
    """Return how long a text may be in a language that may have `letters` letters elsewhere."""
    return letters // 2 if lang is Lang.ZH else letters


def _text(letters: int) -> Schema:
    return {
        "type": "object",
        "properties": {
            lang.value: {
                "type": "string",
                "maxLength": most(letters, lang),
                "description": f"a text of at most {most(letters, lang)} characters",
            }
            for lang in Lang
        },
        "additionalProperties": False,
        "description": "a text in each of " + ", ".join(Lang),
    }


def _word(pattern: str, about: str, longest: int = 64) -> Schema:
    whole = rf"\A(?:{pattern})?\Z"
    return {"type": "string", "pattern": whole, "maxLength": longest, "description": about}


def _list(items: Schema, longest: int, about: str) -> Schema:
    return {"type": "array", "items": items, "maxItems": longest, "description": about}


_STEP: Schema = {
    "type": "object",
    "properties": {
        "view": {
            "type": "string",
            "pattern": rf"\A{VIEW_PATTERN}\Z",
            "maxLength": 1000,
            "description": "a page and the words of its address, such as map?zoom=park",
        },
        "title": _text(TITLE_MAX),
        "lines": _list(_text(LINE_MAX), LINES_MAX, f"a list of at most {LINES_MAX} lines"),
        "notes": _text(NOTES_MAX),
        "claims": _list(
            {
                "type": "string",
                "pattern": rf"\A{ID_PATTERN}\Z",
                "maxLength": 64,
                "description": "a claim_id",
            },
            CLAIMS_MAX,
            f"a list of at most {CLAIMS_MAX} claims",
        ),
        "figure": _word(ID_PATTERN, "a figure_id, or nothing"),
        "seen": _word(SEEN_PATTERN, "what `zgc-map stories --seal` writes, or nothing"),
    },
    "required": ["view", "title", "lines", "notes", "claims"],
    "additionalProperties": False,
    "description": "a step with view, title, lines, notes and claims",
}

STORY_FORM: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "title": _text(TITLE_MAX),
        "audience": _text(LINE_MAX),
        "steps": _list(_STEP, STEPS_MAX, f"a list of at most {STEPS_MAX} steps"),
    },
    "required": ["title", "audience", "steps"],
    "additionalProperties": False,
    "description": "a story with title, audience and steps",
}
