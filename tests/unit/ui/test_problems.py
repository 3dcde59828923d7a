"""What is wrong with a sent story is told in the reader's language."""

from __future__ import annotations

import re

import pytest

from tests.hostile_zone import TOYTOWN
from zgc_map.catalog import load_catalog
from zgc_map.model import DRAFT, Lang
from zgc_map.query import read_story
from zgc_map.text import Translator, load_messages
from zgc_map.ui.problems import MESSAGES, told

TOWN = load_catalog(TOYTOWN)
HEAD = "title: {en: x}\naudience: {}\nsteps:\n"
STEPS = (
    "- {view: stage, title: {en: x}, lines: y, notes: {}, claims: [T99, T05, T05]}\n"
    "- {view: map?park=fig, title: {en: " + "x" * 61 + "}, lines: [], notes: {}, claims: 7}\n"
    "- {view: map?zoom=all, title: 7, lines: [{}, {}, {}, {}], notes: {fr: x}, claims: []}\n"
    '- {view: "?", title: {en: "\\0"}, lines: [], notes: {}, claims: [T05], figure: bakeries}\n'
    "- {view: map, title: {en: [x]}, lines: [], claims: [], figure: none}\n"
)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(
    "data",
    [(HEAD + STEPS).encode(), b"title: [", b"\xff", b"- x", b"x" * 200_000],
    ids=["steps", "yaml", "utf-8", "list", "size"],
)
def test_every_problem_has_words_of_its_own(lang: Lang, data: bytes) -> None:
    _, issues = read_story(TOWN, DRAFT, data, "mine.yaml")
    t = Translator(lang)
    for issue in issues:
        said = told(t, issue)
        assert issue.rule not in said, said
        if lang is not Lang.EN:
            assert not re.search(r"found|allowed|needed|at most|a text|line \d", said), said


def test_every_message_is_one_of_the_list() -> None:
    words = {key for key in load_messages(Lang.EN) if key.startswith("problem.")}
    assert words == {f"problem.{key}" for key in MESSAGES}
