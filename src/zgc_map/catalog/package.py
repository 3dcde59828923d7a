"""The data package: `datapackage.json` as typed records, and whether its form is sound."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from zgc_map.catalog.files import RawFile
from zgc_map.catalog.issues import shown
from zgc_map.catalog.package_form import PACKAGE_FORM
from zgc_map.catalog.stages import Stage

PACKAGE_FILE = "datapackage.json"

_FORM = Draft202012Validator(PACKAGE_FORM, format_checker=Draft202012Validator.FORMAT_CHECKER)


@dataclass(frozen=True, slots=True)
class Field:
    """A column, as its data package declares it."""

    name: str
    type: str
    required: bool
    unique: bool
    enum: tuple[str, ...]
    pattern: re.Pattern[str] | None
    minimum: float | None
    maximum: float | None
    true_values: tuple[str, ...]
    false_values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """A table, as its data package declares it."""

    name: str
    path: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(field.name for field in self.fields)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns that hold the values of columns of a resource."""

    columns: tuple[str, ...]
    resource: str
    target: tuple[str, ...]

    def fits(self, own: Resource, other: Resource) -> bool:
        """Return whether both resources have the columns, as many of one as of the other."""
        there = set(self.columns) <= set(own.columns) and set(self.target) <= set(other.columns)
        return there and len(self.columns) == len(self.target)


@dataclass(frozen=True)
class RawPackage:
    """The parsed JSON of a data package, not yet believed, and the tables that lie beside it."""

    document: Any
    tables_beside: tuple[str, ...] = ()

    @cached_property
    def errors(self) -> tuple[ValidationError, ...]:
        """Where the document departs from `PACKAGE_FORM`."""
        return tuple(_FORM.iter_errors(self.document))

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The resources of sound form whose name and path are their own."""
        faulty = {
            error.absolute_path[1]
            for error in self.errors
            if len(error.absolute_path) > 1 and error.absolute_path[0] == "resources"
        }
        found: dict[str, Resource] = {}
        for number, item in enumerate(items_in(self.document, "resources")):
            if number not in faulty:
                resource = _resource(item)
                paths = {other.path for other in found.values()}
                if resource.name not in found and resource.path not in paths:
                    found[resource.name] = resource
        return tuple(found.values())

    @property
    def names(self) -> frozenset[str]:
        """The names of all resources, those of unsound form included."""
        items = [item for item in items_in(self.document, "resources") if isinstance(item, dict)]
        return frozenset(item["name"] for item in items if isinstance(item.get("name"), str))

    @property
    def atlas(self) -> Mapping[str, Any]:
        """The member `atlas`; empty where it is missing."""
        member = self.document.get("atlas") if isinstance(self.document, dict) else None
        return member if isinstance(member, dict) else {}

    @cached_property
    def atlas_is_sound(self) -> bool:
        """Whether the member `atlas` is there and of sound form."""
        return bool(self.atlas) and not any(
            list(error.absolute_path)[:1] == ["atlas"] for error in self.errors
        )

    @property
    def layers(self) -> tuple[Mapping[str, Any], ...]:
        """The entries of `atlas.layers` of sound form."""
        faulty = {
            error.absolute_path[2]
            for error in self.errors
            if list(error.absolute_path)[:2] == ["atlas", "layers"] and len(error.absolute_path) > 2
        }
        entries = enumerate(items_in(self.atlas, "layers"))
        return tuple(entry for number, entry in entries if number not in faulty)


PACKAGES: Stage[RawPackage] = Stage("Data package", "The file datapackage.json itself.")
JSON: Stage[RawFile] = Stage("JSON", "The text of datapackage.json.")


def read_json(text: str) -> Any:
    """Return the parsed JSON text.

    Raises
    ------
    ValueError
        When the text is not JSON, repeats a key, holds NaN or Infinity, or is nested too deeply.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for key, count in Counter(key for key, _ in pairs).items():
            if count > 1:
                raise ValueError(f"the key {shown(key)} {count} times in one object")
        return dict(pairs)

    def no_constant(name: str) -> None:
        raise ValueError(f"{name}, which is not a JSON number")

    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=no_constant)
    except RecursionError:
        raise ValueError("values nested too deeply") from None


def place_of(steps: Sequence[str | int]) -> str | None:
    """Return the place in a JSON document as text: `atlas.layers[0].path`; None for the whole."""
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return place.lstrip(".") or None


def items_in(document: object, key: str) -> list[Any]:
    """Return the list that is a member of a JSON object; empty where there is none."""
    value = document.get(key) if isinstance(document, Mapping) else None
    return value if isinstance(value, list) else []


def _resource(item: Mapping[str, Any]) -> Resource:
    schema = item["schema"]
    return Resource(
        name=item["name"],
        path=item["path"],
        fields=tuple(_field(field) for field in schema["fields"]),
        primary_key=_names(schema.get("primaryKey", [])),
        foreign_keys=tuple(
            ForeignKey(
                columns=_names(key["fields"]),
                resource=key["reference"]["resource"] or item["name"],
                target=_names(key["reference"]["fields"]),
            )
            for key in schema.get("foreignKeys", [])
        ),
    )


def _field(field: Mapping[str, Any]) -> Field:
    constraints = field.get("constraints", {})
    pattern = constraints.get("pattern")
    return Field(
        name=field["name"],
        type=field["type"],
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        enum=tuple(constraints.get("enum", ())),
        pattern=None if pattern is None else re.compile(pattern),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        true_values=tuple(field.get("trueValues", ("true", "True", "TRUE", "1"))),
        false_values=tuple(field.get("falseValues", ("false", "False", "FALSE", "0"))),
    )


def _names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
