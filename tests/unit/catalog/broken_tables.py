"""For each rule of rows, columns and contract: Toytown with just that rule broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.unit.catalog.broken_files import PACKAGE, Broken, write
from tests.unit.catalog.town import (
    Damage,
    cell,
    field,
    line_of,
    package,
    read_rows,
    replace,
    resource,
    schema,
    write_rows,
)
from zgc_map.catalog import Limits


def _columns(table: str, *names: str) -> Damage:
    """Return the damage that leaves a table with these columns only, in this order."""

    def damage(town: Path) -> None:
        rows = read_rows(town / f"{table}.csv")
        wanted = [rows[0].index(name) for name in names]
        write_rows(town / f"{table}.csv", [[row[n] for n in wanted] for row in rows])

    return damage


def _extra_column(town: Path) -> None:
    rows = read_rows(town / "role_groups.csv")
    extended = [[*row, "x"] for row in rows]
    extended[0][-1] = "colour\x1b[31m"
    write_rows(town / "role_groups.csv", extended)


def _without_brands(town: Path) -> None:
    (town / "brands.csv").unlink()
    package(lambda d: d["resources"].remove(resource(d, "brands")))(town)


def _constraint(table: str, column: str, **constraints: Any) -> Damage:
    """Return the damage that sets constraints of a field; None takes one out."""

    def change(table_schema: dict[str, Any]) -> None:
        there = field(table_schema, column).setdefault("constraints", {})
        there |= constraints
        for key in [key for key, value in there.items() if value is None]:
            del there[key]

    return schema(table, change)


_BRANDS = line_of("brands", "crumb_valley")
_SECTORS = ("sector_id", "group_id", "name_en", "name_ru", "name_zh", "aliases")

ROWS = (
    Broken("header_readable", "empty", write("brands.csv", ""), (("brands.csv", 1, None),)),
    Broken("header_readable", "quote", write("brands.csv", '"a,b\n'), (("brands.csv", 1, None),)),
    Broken(
        "header_missing", "aliases", _columns("sectors", *_SECTORS[:-1]),
        (("sectors.csv", 1, "aliases"),),
    ),
    Broken("header_extra", "escape", _extra_column, (("role_groups.csv", 1, None),)),
    Broken(
        "header_twice", "name_en", _columns("sectors", *_SECTORS, "name_en"),
        (("sectors.csv", 1, "name_en"),),
    ),
    Broken(
        "table_columns", "setting", lambda _: None, (("claims.csv", 1, None),), Limits(columns=16)
    ),
    Broken(
        "table_rows", "setting", lambda _: None, (("claims.csv", None, None),), Limits(rows=13)
    ),
    Broken(
        "row_readable", "open quote", replace("brands.csv", "Crumb", '"Crumb'),
        (("brands.csv", _BRANDS, None),),
    ),
    Broken(
        "row_readable", "text after quote", replace("sectors.csv", "Cheese", '"Che"ese'),
        (("sectors.csv", line_of("sectors", "trade_cheese"), None),),
    ),
    Broken(
        "row_length", "a comma more", replace("sectors.csv", "Cheese", "Che,ese"),
        (("sectors.csv", line_of("sectors", "trade_cheese"), None),),
    ),
    Broken(
        "row_length", "empty line", replace("sectors.csv", "trade_cheese", "\ntrade_cheese"),
        (("sectors.csv", line_of("sectors", "trade_cheese"), None),),
    ),
    Broken(
        "cell_length", "note", cell("sources", "toy_almanac", "note", "x" * 4001),
        (("sources.csv", line_of("sources", "toy_almanac"), "note"),),
    ),
)  # fmt: skip


def _drop_note(town: Path) -> None:
    rows = read_rows(town / "figures.csv")
    write_rows(town / "figures.csv", [row[:-1] for row in rows])
    schema("figures", lambda s: s["fields"].remove(field(s, "note")))(town)


CONTRACT = (
    Broken("contract_tables", "brands", _without_brands, ((PACKAGE, None, "resources"),)),
    Broken(
        "contract_columns", "note", _drop_note,
        ((PACKAGE, None, "resources[figures].schema.fields[note]"),),
    ),
    Broken(
        "contract_columns", "type",
        schema("figures", lambda s: field(s, "period").update(type="number")),
        ((PACKAGE, None, "resources[figures].schema.fields[period]"),),
    ),
    Broken(
        "contract_constraints", "required", _constraint("roles", "role_group_id", required=None),
        ((PACKAGE, None, "resources[roles].schema.fields[role_group_id].constraints"),),
    ),
    Broken(
        "contract_constraints", "no enum", _constraint("claims", "basis", enum=None),
        ((PACKAGE, None, "resources[claims].schema.fields[basis].constraints"),),
    ),
    Broken(
        "contract_constraints", "wider enum",
        _constraint("sources", "kind", enum=["article", "press", "rumour"]),
        ((PACKAGE, None, "resources[sources].schema.fields[kind].constraints"),),
    ),
    Broken(
        "contract_keys", "primary", schema("brands", lambda s: s.update(primaryKey="name_en")),
        ((PACKAGE, None, "resources[brands].schema.primaryKey"),),
    ),
    Broken(
        "contract_keys", "foreign", schema("brands", lambda s: s["foreignKeys"].pop()),
        ((PACKAGE, None, "resources[brands].schema.foreignKeys"),),
    ),
)  # fmt: skip

BROKEN_TABLES = (*ROWS, *CONTRACT)
