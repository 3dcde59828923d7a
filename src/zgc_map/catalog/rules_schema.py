"""Rules of form: what the engine needs declared, and what the data package declares of values."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from zgc_map.catalog.contract import SHAPES, Column
from zgc_map.catalog.dataset import CONTRACT, SCHEMA, Dataset
from zgc_map.catalog.issues import shown
from zgc_map.catalog.package import PACKAGE_FILE, Field, Resource
from zgc_map.catalog.stages import Finding
from zgc_map.catalog.tables import Row

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def number_of(text: str) -> float | None:
    """Return the finite number a cell holds, written with a decimal point; None for other text."""
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def _declared(dataset: Dataset) -> dict[str, Resource]:
    return {resource.name: resource for resource in dataset.package.resources}


def _at(table: str, *rest: str) -> str:
    return ".".join((f"resources[{table}]", *rest))


@CONTRACT.rule("contract_tables")
def _contract_tables(dataset: Dataset) -> Iterator[Finding]:
    """Every table the engine reads is a resource of the data package."""
    for table in SHAPES:
        if table not in dataset.package.names:
            allowed = f"a resource named {table}"
            yield Finding(PACKAGE_FILE, None, "resources", "no such resource", allowed)


@CONTRACT.rule("contract_columns")
def _contract_columns(dataset: Dataset) -> Iterator[Finding]:
    """Every column the engine reads is a field, of the type the engine reads it as."""
    for table, resource in _declared(dataset).items():
        fields = {field.name: field for field in resource.fields}
        for name, column in SHAPES[table].columns.items() if table in SHAPES else ():
            place = _at(table, "schema", f"fields[{name}]")
            if name not in fields:
                allowed = f"a field {name} of type {column.type}"
                yield Finding(PACKAGE_FILE, None, place, "no such field", allowed)
            elif fields[name].type != column.type:
                allowed = f"the type {column.type}"
                yield Finding(PACKAGE_FILE, None, place, shown(fields[name].type), allowed)


@CONTRACT.rule("contract_constraints")
def _contract_constraints(dataset: Dataset) -> Iterator[Finding]:
    """Fields are declared required, or limited to known words, where the engine relies on it."""
    for table, resource in _declared(dataset).items():
        shape = SHAPES.get(table)
        for field in resource.fields if shape else ():
            column = shape.columns.get(field.name) if shape else None
            if column is not None:
                place = _at(table, "schema", f"fields[{field.name}]", "constraints")
                for found, allowed in _shortfalls(field, column):
                    yield Finding(PACKAGE_FILE, None, place, found, allowed)


def _shortfalls(field: Field, column: Column) -> Iterator[tuple[str, str]]:
    if column.required and not field.required:
        yield "not required", '"required": true'
    if column.enum and (not field.enum or not set(field.enum) <= set(column.enum)):
        yield f"enum {', '.join(field.enum) or 'missing'}", f"an enum of {', '.join(column.enum)}"


@CONTRACT.rule("contract_keys")
def _contract_keys(dataset: Dataset) -> Iterator[Finding]:
    """Tables are declared with the primary key and the foreign keys the engine follows."""
    for table, resource in _declared(dataset).items():
        shape = SHAPES.get(table)
        if shape is None:
            continue
        if resource.primary_key != shape.key:
            found = ", ".join(resource.primary_key) or "none"
            place = _at(table, "schema", "primaryKey")
            yield Finding(PACKAGE_FILE, None, place, found, ", ".join(shape.key))
        links = {(key.columns, key.resource, key.target) for key in resource.foreign_keys}
        for name, column in shape.columns.items():
            if column.refers and name in resource.columns:
                wanted = ((name,), column.refers, SHAPES[column.refers].key)
                if wanted not in links:
                    place = _at(table, "schema", "foreignKeys")
                    allowed = f"{name} refers to {column.refers}.{wanted[2][0]}"
                    yield Finding(PACKAGE_FILE, None, place, f"no such key for {name}", allowed)


def _cells(dataset: Dataset, *, filled: bool = True) -> Iterator[tuple[str, Row, Field, str]]:
    """Yield file, row, field and text of each cell; only those with text, unless told otherwise."""
    for table in dataset.tables.values():
        for field in table.resource.fields:
            for row in table.rows:
                text = row[field.name]
                if text or not filled:
                    yield table.resource.path, row, field, text


def _fits_type(field: Field, text: str) -> bool:
    if field.type == "integer":
        return _INTEGER.fullmatch(text) is not None
    if field.type == "number":
        return number_of(text) is not None
    if field.type == "boolean":
        return text in field.true_values or text in field.false_values
    return True


@SCHEMA.rule("type")
def _type(dataset: Dataset) -> Iterator[Finding]:
    """A cell holds a value of its field's type.

    Numbers are finite, with a decimal point and without grouping or units; true and false are
    written as declared.
    """
    for file, row, field, text in _cells(dataset):
        if not _fits_type(field, text):
            words = ", ".join(field.true_values + field.false_values)
            allowed = {
                "integer": "a whole number",
                "number": "a finite number with a decimal point",
            }.get(field.type, f"one of {words}")
            yield Finding(file, row.line, field.name, shown(text), allowed)


@SCHEMA.rule("required")
def _required(dataset: Dataset) -> Iterator[Finding]:
    """A required cell is not empty."""
    for file, row, field, text in _cells(dataset, filled=False):
        if field.required and not text:
            yield Finding(file, row.line, field.name, "an empty cell", "a value")


@SCHEMA.rule("unique")
def _unique(dataset: Dataset) -> Iterator[Finding]:
    """A value of a unique field stands in one row only; keys have a rule of their own."""
    seen: dict[tuple[str, str, str], int] = {}
    keys = {table.resource.path: table.resource.primary_key for table in dataset.tables.values()}
    for file, row, field, text in _cells(dataset):
        if field.unique and keys[file] != (field.name,):
            first = seen.setdefault((file, field.name, text), row.line)
            if first != row.line:
                allowed = f"a value of its own; line {first} has this one"
                yield Finding(file, row.line, field.name, shown(text), allowed)


@SCHEMA.rule("enum")
def _enum(dataset: Dataset) -> Iterator[Finding]:
    """A cell holds one of the values its field lists."""
    for file, row, field, text in _cells(dataset):
        if field.enum and text not in field.enum:
            allowed = "one of " + ", ".join(field.enum)
            yield Finding(file, row.line, field.name, shown(text), allowed)


@SCHEMA.rule("pattern")
def _pattern(dataset: Dataset) -> Iterator[Finding]:
    """A cell matches its field's pattern from end to end."""
    for file, row, field, text in _cells(dataset):
        if field.pattern and not field.pattern.fullmatch(text):
            allowed = f"text of the form {field.pattern.pattern}"
            yield Finding(file, row.line, field.name, shown(text), allowed)


@SCHEMA.rule("minimum")
def _minimum(dataset: Dataset) -> Iterator[Finding]:
    """A number is not below its field's minimum."""
    for file, row, field, text in _cells(dataset):
        value = number_of(text)
        if field.minimum is not None and value is not None and value < field.minimum:
            yield Finding(file, row.line, field.name, shown(text), f"at least {field.minimum}")


@SCHEMA.rule("maximum")
def _maximum(dataset: Dataset) -> Iterator[Finding]:
    """A number is not above its field's maximum."""
    for file, row, field, text in _cells(dataset):
        value = number_of(text)
        if field.maximum is not None and value is not None and value > field.maximum:
            yield Finding(file, row.line, field.name, shown(text), f"at most {field.maximum}")


@SCHEMA.rule("primary_key")
def _primary_key(dataset: Dataset) -> Iterator[Finding]:
    """No two rows of a table have the same key."""
    for table in dataset.tables.values():
        key = [name for name in table.resource.primary_key if name in table.resource.columns]
        seen: dict[tuple[str, ...], int] = {}
        for row in table.rows if key else ():
            values = tuple(row[name] for name in key)
            first = seen.setdefault(values, row.line)
            if first != row.line and all(values):
                place = (table.resource.path, row.line, ", ".join(key))
                allowed = f"a key of its own, not that of line {first}"
                yield Finding(*place, ", ".join(map(shown, values)), allowed)


@SCHEMA.rule("foreign_key")
def _foreign_key(dataset: Dataset) -> Iterator[Finding]:
    """A reference names a row that exists. Left out while rows of the other table are refused."""
    for table in dataset.tables.values():
        for key in table.resource.foreign_keys:
            other = dataset.tables.get(key.resource)
            if other is None or not other.whole or not key.fits(table.resource, other.resource):
                continue
            known = {tuple(row[name] for name in key.target) for row in other.rows}
            for row in table.rows:
                values = tuple(row[name] for name in key.columns)
                if all(values) and values not in known:
                    found, place = ", ".join(map(shown, values)), ", ".join(key.columns)
                    allowed = f"{', '.join(key.target)} of a row of {other.resource.path}"
                    yield Finding(table.resource.path, row.line, place, found, allowed)
