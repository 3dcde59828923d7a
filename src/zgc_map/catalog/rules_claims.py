"""Rules of meaning for claims, and for the figures and names that rest on them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from zgc_map.catalog.contract import LIST_MARK
from zgc_map.catalog.dataset import MEANING, Dataset
from zgc_map.catalog.issues import shown
from zgc_map.catalog.stages import Finding
from zgc_map.model import Basis, Scope

_DATES = (("sources", "published"), ("claims", "as_of"), ("figures", "period"))
_WRITTEN_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_WITHOUT_PARK = (Scope.ZONE, Scope.CITY, Scope.UNSPECIFIED, Scope.SOURCE)


@MEANING.rule("claim_locator")
def _claim_locator(dataset: Dataset) -> Iterator[Finding]:
    """A claim's locator is one its source lists; a source without locators has none."""
    for row in dataset.sound("claims"):
        source = dataset.find("sources", row["source_id"])
        if source is None:
            continue
        listed = source["locators"].split(LIST_MARK) if source["locators"] else [""]
        if row["locator"] not in listed:
            place = (dataset.file("claims"), row.line, "locator")
            allowed = ", ".join(listed) or "an empty cell: the source lists no locators"
            yield Finding(*place, shown(row["locator"]), allowed)


@MEANING.rule("claim_basis")
def _claim_basis(dataset: Dataset) -> Iterator[Finding]:
    """A claim is external if, and only if, its source is not the main source."""
    main = dataset.main_source_id
    for row in dataset.sound("claims") if main else ():
        external = row["basis"] == Basis.EXTERNAL
        if external is (row["source_id"] == main):
            place = (dataset.file("claims"), row.line, "basis")
            allowed = f"{Basis.EXTERNAL} where the source is not {main}, and only there"
            yield Finding(*place, shown(row["basis"]), allowed)


@MEANING.rule("claim_derived")
def _claim_derived(dataset: Dataset) -> Iterator[Finding]:
    """An inferred claim names the stated or disputed claim it is derived from; others name none."""
    for row in dataset.sound("claims"):
        place, base = (dataset.file("claims"), row.line, "derived_from"), row["derived_from"]
        if row["basis"] != Basis.INFERRED:
            if base:
                yield Finding(*place, shown(base), "an empty cell: the claim is not inferred")
            continue
        claim = dataset.find("claims", base)
        if not base:
            yield Finding(*place, "an empty cell", "the claim_id of a stated or disputed claim")
        elif claim is not None and claim["basis"] not in {Basis.STATED, Basis.DISPUTED}:
            found = f"{shown(base)}, which is {claim['basis']}"
            yield Finding(*place, found, "a stated or disputed claim")


@MEANING.rule("calendar_date")
def _calendar_date(dataset: Dataset) -> Iterator[Finding]:
    """What is written as a year, month or day is one of the calendar."""
    for table, column in _DATES:
        for row in dataset.sound(table):
            if _WRITTEN_DATE.fullmatch(row[column]) and not _in_calendar(row[column]):
                place = (dataset.file(table), row.line, column)
                yield Finding(*place, shown(row[column]), "a year, month or day of the calendar")


@MEANING.rule("scope_park")
def _scope_park(dataset: Dataset) -> Iterator[Finding]:
    """What is said of a park names it; what is said of the zone, the city or nobody names none.

    So a figure of the whole zone can never be shown as one park's.
    """
    for table in ("claims", "figures"):
        for row in dataset.sound(table):
            place, scope = (dataset.file(table), row.line, "park_id"), row["scope"]
            if scope in _WITHOUT_PARK and row["park_id"]:
                allowed = f"an empty cell: the scope is {scope}"
                yield Finding(*place, shown(row["park_id"]), allowed)
            elif scope == Scope.PARK and not row["park_id"]:
                yield Finding(*place, "an empty cell", "a park_id: the scope is park")


@MEANING.rule("figure_claim")
def _figure_claim(dataset: Dataset) -> Iterator[Finding]:
    """A figure has the scope, the park and the sector of its claim."""
    for row in dataset.sound("figures"):
        claim = dataset.find("claims", row["claim_id"])
        if claim is None or (row["scope"] in _WITHOUT_PARK and row["park_id"]):
            continue
        for column in ("scope", "park_id", "sector_id"):
            if row[column] != claim[column]:
                place = (dataset.file("figures"), row.line, column)
                yield Finding(*place, shown(row[column]), _as_in(claim[column], row["claim_id"]))
                break


@MEANING.rule("brand_claim")
def _brand_claim(dataset: Dataset) -> Iterator[Finding]:
    """A brand has the park and the sector of its claim."""
    yield from _disagreements(dataset, "brands", "claim_id", ("park_id", "sector_id"))


@MEANING.rule("specialty_park_claim")
def _specialty_park_claim(dataset: Dataset) -> Iterator[Finding]:
    """A specialty park lies in the park its claim names."""
    yield from _disagreements(dataset, "specialty_parks", "claim_id", ("park_id",))


@MEANING.rule("specialty_host_claim")
def _specialty_host_claim(dataset: Dataset) -> Iterator[Finding]:
    """The claim that a park hosts a specialty park names that park."""
    for row in dataset.sound("parks"):
        claim = dataset.find("claims", row["specialty_host_claim_id"])
        if claim is not None and claim["park_id"] != row["park_id"]:
            place = (dataset.file("parks"), row.line, "specialty_host_claim_id")
            found = f"{shown(claim['claim_id'])}, of the park {shown(claim['park_id'])}"
            yield Finding(*place, found, f"a claim of the park {row['park_id']}")


def _disagreements(
    dataset: Dataset, table: str, link: str, columns: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield the cells in which a row differs from the claim it rests on."""
    for row in dataset.sound(table):
        claim = dataset.find("claims", row[link])
        for column in columns if claim else ():
            if claim is not None and row[column] != claim[column]:
                place = (dataset.file(table), row.line, column)
                yield Finding(*place, shown(row[column]), _as_in(claim[column], row[link]))


def _as_in(value: str, claim_id: str) -> str:
    return f"{shown(value) if value else 'an empty cell'}, as in the claim {claim_id}"


def _in_calendar(text: str) -> bool:
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True
