"""Rules of meaning for connections: which role leads to which, and claims that say so."""

from __future__ import annotations

from collections.abc import Iterator

from zgc_map.catalog.dataset import MEANING, Dataset
from zgc_map.catalog.issues import shown
from zgc_map.catalog.stages import Finding
from zgc_map.model import Basis

ENDS = ("from_assignment_id", "to_assignment_id")


@MEANING.rule("role_link_ends")
def _role_link_ends(dataset: Dataset) -> Iterator[Finding]:
    """A role leads to another role, never to itself."""
    for row in dataset.sound("role_links"):
        if row["from_role_id"] == row["to_role_id"]:
            place = (dataset.file("role_links"), row.line, "to_role_id")
            yield Finding(*place, shown(row["to_role_id"]), "another role")


@MEANING.rule("link_claim_ends")
def _link_claim_ends(dataset: Dataset) -> Iterator[Finding]:
    """A claim connects two parks in one sector, whose roles a role link joins in this direction."""
    if not dataset.whole("role_links"):
        return
    joined = {(row["from_role_id"], row["to_role_id"]) for row in dataset.sound("role_links")}
    for row in dataset.sound("link_claims"):
        start, end = (dataset.find("assignments", row[column]) for column in ENDS)
        if start is None or end is None:
            continue
        place = (dataset.file("link_claims"), row.line, "to_assignment_id")
        if start["park_id"] == end["park_id"] or start["sector_id"] != end["sector_id"]:
            allowed = f"an assignment of another park in the sector {start['sector_id']}"
            yield Finding(*place, shown(row["to_assignment_id"]), allowed)
        elif (start["role_id"], end["role_id"]) not in joined:
            allowed = f"a role that a row of {dataset.file('role_links')} joins to the first"
            yield Finding(*place, shown(end["role_id"]), allowed)


@MEANING.rule("link_claim")
def _link_claim(dataset: Dataset) -> Iterator[Finding]:
    """The claim that states a connection is of the main source, and names no third park or sector.

    It is stated or disputed: an inferred connection needs no claim.
    """
    for row in dataset.sound("link_claims"):
        ends = [dataset.find("assignments", row[column]) for column in ENDS]
        claim = dataset.find("claims", row["claim_id"])
        known = [end for end in ends if end is not None]
        if claim is None or len(known) < len(ends):
            continue
        place = (dataset.file("link_claims"), row.line, "claim_id")
        if claim["basis"] not in (Basis.STATED, Basis.DISPUTED):
            found = f"{shown(row['claim_id'])}, which is {claim['basis']}"
            yield Finding(*place, found, "a claim that is stated or disputed")
        for column in ("park_id", "sector_id"):
            if claim[column] and claim[column] not in {end[column] for end in known}:
                found = f"{shown(row['claim_id'])}, of {shown(claim[column])}"
                allowed = f"a claim of the same {column.removesuffix('_id')}"
                yield Finding(*place, found, allowed)
