"""Rules of meaning for single cells: ids, texts in every language, lists, colours."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from zgc_map.catalog.contract import COLOUR_PATTERN, ID_PATTERN, LIST_MARK, SHAPES
from zgc_map.catalog.dataset import MEANING, Dataset
from zgc_map.catalog.issues import escaped, shown, unprintable
from zgc_map.catalog.package import PACKAGE_FILE, place_of
from zgc_map.catalog.stages import Finding
from zgc_map.model import Lang

Cell = tuple[str, int | None, str | None, str]
"""File, line, column (or place in datapackage.json), text."""


def _table_cells(dataset: Dataset) -> Iterator[Cell]:
    """Yield every cell with text whose value follows the schema."""
    for table in dataset.tables.values():
        file = table.resource.path
        for row in table.rows:
            for column, text in row.cells.items():
                if text and (file, row.line, column) not in dataset.unsound:
                    yield file, row.line, column, text


def _atlas_cells(value: Any, *steps: str | int) -> Iterator[Cell]:
    """Yield every text inside a JSON value, with its place."""
    if isinstance(value, str):
        yield PACKAGE_FILE, None, place_of(steps), value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _atlas_cells(inner, *steps, key)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _atlas_cells(inner, *steps, number)


def _texts(dataset: Dataset) -> Iterator[Cell]:
    yield from _table_cells(dataset)
    if dataset.package.atlas_is_sound:
        yield from _atlas_cells(dataset.package.atlas, "atlas")


@MEANING.rule("id_form")
def _id_form(dataset: Dataset) -> Iterator[Finding]:
    """An id is a letter followed by letters, digits and underscores."""
    ids = {
        (table.resource.path, table.resource.primary_key[0])
        for name, table in dataset.tables.items()
        if len(table.resource.primary_key) == 1 and name not in dataset.outside
    }
    for file, line, column, text in _table_cells(dataset):
        if (file, column) in ids and not re.fullmatch(ID_PATTERN, text):
            yield Finding(file, line, column, shown(text), "a letter, then letters, digits, _")


@MEANING.rule("text_characters")
def _text_characters(dataset: Dataset) -> Iterator[Finding]:
    """No text holds line ends, control characters, bidi overrides or invisible characters."""
    for file, line, column, text in _texts(dataset):
        bad = sorted({escaped(char) for char in text if unprintable(char)})
        if bad:
            yield Finding(file, line, column, " ".join(bad), "characters that can be seen, spaces")


@MEANING.rule("text_spaces")
def _text_spaces(dataset: Dataset) -> Iterator[Finding]:
    """No text begins or ends with white space, or consists of it."""
    for file, line, column, text in _texts(dataset):
        edges = {text[:1], text[-1:]} - {text.strip()[:1], text.strip()[-1:]}
        if any(char.isspace() and not unprintable(char) for char in edges):
            yield Finding(file, line, column, shown(text), "text without spaces at its ends")


@MEANING.rule("text_languages")
def _text_languages(dataset: Dataset) -> Iterator[Finding]:
    """Every name and text is there in every language the data package declares.

    A publisher and a note of a claim may be left out, but then in every language.
    """
    allowed = "a text in each of " + ", ".join(dataset.languages)
    for table, shape in SHAPES.items():
        stems = {what.stem: what.may_lack for what in shape.columns.values() if what.stem}
        for row, (stem, may_lack) in itertools.product(dataset.rows(table), stems.items()):
            columns = [f"{stem}_{lang.value}" for lang in dataset.languages]
            if may_lack and not any(row[column] for column in columns):
                continue
            for column in columns:
                place = (dataset.file(table), row.line, column)
                if not row[column] and place not in dataset.unsound:
                    yield Finding(*place, "an empty cell", allowed)
    if dataset.package.atlas_is_sound:
        for _, _, place_, text in _atlas_cells(dataset.package.atlas, "atlas"):
            if not text and str(place_).endswith(tuple(f".{lang}" for lang in dataset.languages)):
                yield Finding(PACKAGE_FILE, None, place_, "an empty text", allowed)


@MEANING.rule("language_undeclared")
def _language_undeclared(dataset: Dataset) -> Iterator[Finding]:
    """No column holds texts in a language that is not declared: nobody would see them."""
    if not dataset.package.atlas_is_sound:
        return
    for lang in (lang for lang in Lang if lang not in dataset.languages):
        for table, shape in SHAPES.items():
            for stem in dict.fromkeys(what.stem for what in shape.columns.values() if what.stem):
                column = f"{stem}_{lang.value}"
                filled = [row for row in dataset.rows(table) if row[column]]
                if filled:
                    place = (dataset.file(table), filled[0].line, column)
                    allowed = f"{lang.value} among atlas.languages, or empty cells"
                    yield Finding(*place, f"text in {len(filled)} rows", allowed)


@MEANING.rule("claim_words")
def _claim_words(dataset: Dataset) -> Iterator[Finding]:
    """A claim has at most `atlas.words_max` words; in Chinese, twice as many characters."""
    most = dataset.words_max
    for row in dataset.rows("claims") if most else ():
        for lang in Lang:
            column = f"text_{lang.value}"
            text = row[column]
            if lang is Lang.ZH:
                count, limit, unit = len("".join(text.split())), 2 * (most or 0), "characters"
            else:
                count, limit, unit = len(text.split()), most or 0, "words"
            if count > limit:
                place = (dataset.file("claims"), row.line, column)
                yield Finding(*place, f"{count} {unit}", f"at most {limit} {unit}")


@MEANING.rule("list_items")
def _list_items(dataset: Dataset) -> Iterator[Finding]:
    """A list inside a cell has no empty and no repeated items."""
    for table, shape in SHAPES.items():
        for column in (name for name, what in shape.columns.items() if what.is_list):
            for row in dataset.sound(table):
                items = row[column].split(LIST_MARK) if row[column] else []
                if len(set(items)) < len(items) or not all(item.strip() for item in items):
                    place = (dataset.file(table), row.line, column)
                    yield Finding(*place, shown(row[column]), "items between |, each once")


@MEANING.rule("colour")
def _colour(dataset: Dataset) -> Iterator[Finding]:
    """A colour is written #rrggbb."""
    for table, shape in SHAPES.items():
        for column in (name for name, what in shape.columns.items() if what.is_colour):
            for row in dataset.sound(table):
                if not re.fullmatch(COLOUR_PATTERN, row[column]):
                    place = (dataset.file(table), row.line, column)
                    yield Finding(*place, shown(row[column]), "#rrggbb")
