"""All tables of a data folder together: what the rules of schema and meaning look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from zgc_map.catalog.contract import SHAPES
from zgc_map.catalog.package import RawPackage
from zgc_map.catalog.stages import Stage
from zgc_map.catalog.tables import Row, Table
from zgc_map.model import Lang


@dataclass(frozen=True)
class Dataset:
    """The tables that could be read, and how far each can be trusted.

    `unsound` holds the cells (file, line, column) whose value breaks the schema: rules of meaning
    leave their rows out, so that one mistake is told once. `outside` names the tables whose
    declaration falls short of the engine's contract: rules of meaning do not look at them at all.
    """

    package: RawPackage
    tables: Mapping[str, Table]
    unsound: frozenset[tuple[str, int, str]] = field(default=frozenset())
    outside: frozenset[str] = field(default=frozenset())

    def file(self, name: str) -> str:
        """Return the file of a table."""
        return self.tables[name].resource.path

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a table; none where the table cannot be used."""
        table = self.tables.get(name)
        return () if table is None or name in self.outside else table.rows

    def sound(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a table whose values all follow the schema."""
        return tuple(row for row in self.rows(name) if row.line not in self._faulty[name])

    def whole(self, *names: str) -> bool:
        """Return whether all rows of these tables are there and sound."""
        return all(
            name in self.tables
            and name not in self.outside
            and self.tables[name].whole
            and len(self.sound(name)) == len(self.rows(name))
            for name in names
        )

    def find(self, name: str, key: str) -> Row | None:
        """Return the sound row of a table whose key (its first column) is `key`, if any."""
        return self._index[name].get(key)

    def flag(self, name: str, row: Row, column: str) -> bool | None:
        """Return the value of a sound true/false cell; None where it is empty."""
        fields = {field.name: field for field in self.tables[name].resource.fields}
        return row[column] in fields[column].true_values if row[column] else None

    @cached_property
    def _faulty(self) -> Mapping[str, frozenset[int]]:
        return {
            name: frozenset(line for file, line, _ in self.unsound if file == table.resource.path)
            for name, table in self.tables.items()
        }

    @cached_property
    def _index(self) -> Mapping[str, Mapping[str, Row]]:
        return {
            name: {row[shape.key[0]]: row for row in reversed(self.sound(name))}
            for name, shape in SHAPES.items()
        }

    @property
    def languages(self) -> tuple[Lang, ...]:
        """The languages the data package declares, as far as they are known ones."""
        declared = self.package.atlas.get("languages")
        words = declared if isinstance(declared, list) else []
        return tuple(lang for lang in Lang if lang.value in words)

    @property
    def main_source_id(self) -> str | None:
        """The id of the main source, where it is one of the sources."""
        value: Any = self.package.atlas.get("main_source_id")
        return value if isinstance(value, str) and self.find("sources", value) else None

    @property
    def words_max(self) -> int | None:
        """The largest number of words of a claim, where it is declared."""
        value: Any = self.package.atlas.get("words_max")
        return value if isinstance(value, int) and not isinstance(value, bool) else None


CONTRACT: Stage[Dataset] = Stage(
    "Contract", "The tables, columns, types and references the engine needs are declared."
)
SCHEMA: Stage[Dataset] = Stage("Schema", "Every value follows what datapackage.json declares.")
MEANING: Stage[Dataset] = Stage("Meaning", "Sound values also make sense together.")
