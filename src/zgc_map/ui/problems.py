"""What is wrong with a story, told in the reader's language: where, what was found, what may be."""

from __future__ import annotations

import re
from typing import Final

import streamlit as st

from zgc_map.catalog import Issue
from zgc_map.query import STEP_PAGES
from zgc_map.text import Translator
from zgc_map.ui.words import plain

SHOWN: Final = 50
"""How many problems are listed at most."""

MESSAGES: Final = (
    "story_size", "story_yaml", "story_characters", "story_claim", "story_claim_twice",
    "story_figure", "story_figure_claim", "view_page", "view_words", "view_words_spelt",
    "file_encoding", "draft_json", "story_form_required", "story_form_additionalProperties",
    "story_form_maxLength", "story_form_maxItems", "story_form_pattern",
    "story_form_type_object", "story_form_type_array", "story_form_type_string",
)  # fmt: skip
"""The problems of a sent story that have words of their own."""


def problems(t: Translator, issues: tuple[Issue, ...]) -> None:
    """List every problem with its step and field."""
    st.markdown("\n".join(f"- {plain(told(t, issue))}" for issue in issues[:SHOWN]))


def told(t: Translator, issue: Issue) -> str:
    """Return one problem as a line."""
    place = t("draft.at_step", n=issue.row) if issue.row else t("draft.at_story")
    place = f"{place}, {issue.column}" if issue.column else place
    return t("label", name=place, value=_message(t, issue))


def _message(t: Translator, issue: Issue) -> str:
    key = f"{issue.rule}_{issue.kind}" if issue.kind else issue.rule
    if key not in MESSAGES:
        return t("draft.found", rule=issue.rule, found=issue.found, allowed=issue.allowed)
    line = re.match(r"(?:before )?line (\d+)", issue.found)
    values = {
        "found": issue.found,
        "allowed": ", ".join(STEP_PAGES),
        "line": t("draft.at_line", n=line[1]) if line else "",
    }
    return t(f"problem.{key}", **{**values, **issue.values}).strip()
