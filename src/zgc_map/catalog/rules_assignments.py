"""Rules of meaning for assignments: the edges everything shown is made of, and their claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from zgc_map.catalog.dataset import MEANING, Dataset
from zgc_map.catalog.issues import shown
from zgc_map.catalog.stages import Finding
from zgc_map.catalog.tables import Row
from zgc_map.model import Basis

TRIPLE = ("park_id", "sector_id", "role_id")


def _linked(dataset: Dataset) -> Iterator[tuple[Row, tuple[Row, ...]]]:
    """Yield each sound assignment with its claims; left out where a link or claim is not sound."""
    links: dict[str, list[Row | None]] = defaultdict(list)
    for link in dataset.rows("assignment_claims"):
        links[link["assignment_id"]].append(dataset.find("claims", link["claim_id"]))
    for row in dataset.sound("assignments"):
        claims = [claim for claim in links[row["assignment_id"]] if claim is not None]
        if len(claims) == len(links[row["assignment_id"]]):
            yield row, tuple(claims)


def _differing(row: Row, claim: Row) -> list[str]:
    """Return the columns of the triple in which a claim states something else."""
    return [name for name in TRIPLE if claim[name] and claim[name] != row[name]]


def _is_direct(row: Row, claim: Row) -> bool:
    """Return whether a claim says just what the assignment says, on the same basis."""
    return claim["basis"] == row["basis"] and _same_triple(row, claim)


def _same_triple(row: Row, claim: Row) -> bool:
    return all(claim[name] == row[name] for name in TRIPLE)


def _strangers(row: Row, claims: tuple[Row, ...]) -> list[Row]:
    """Return the claims that state another park, sector or role.

    An inferred assignment may also be linked to the claim that its own claim is derived from,
    whatever role that one states.
    """
    bases = {claim["derived_from"] for claim in claims if _is_direct(row, claim)}
    return [
        claim
        for claim in claims
        if _differing(row, claim)
        and not (row["basis"] == Basis.INFERRED and claim["claim_id"] in bases)
    ]


@MEANING.rule("assignment_unique")
def _assignment_unique(dataset: Dataset) -> Iterator[Finding]:
    """A park has a role in a sector once."""
    seen: dict[tuple[str, ...], int] = {}
    for row in dataset.sound("assignments"):
        triple = tuple(row[name] for name in TRIPLE)
        first = seen.setdefault(triple, row.line)
        if first != row.line:
            place = (dataset.file("assignments"), row.line, ", ".join(TRIPLE))
            yield Finding(*place, ", ".join(triple), f"a triple of its own, not line {first}'s")


@MEANING.rule("assignment_claimless")
def _assignment_claimless(dataset: Dataset) -> Iterator[Finding]:
    """Every assignment rests on at least one claim."""
    if not dataset.whole("assignment_claims"):
        return
    for row, claims in _linked(dataset):
        if not claims:
            place = (dataset.file("assignments"), row.line, "assignment_id")
            allowed = f"a row of {dataset.file('assignment_claims')} for it"
            yield Finding(*place, f"{shown(row['assignment_id'])} without a claim", allowed)


@MEANING.rule("assignment_basis")
def _assignment_basis(dataset: Dataset) -> Iterator[Finding]:
    """An assignment has the basis of one of its claims."""
    for row, claims in _linked(dataset):
        bases = sorted({claim["basis"] for claim in claims})
        if claims and row["basis"] not in bases:
            place = (dataset.file("assignments"), row.line, "basis")
            yield Finding(*place, shown(row["basis"]), f"{' or '.join(bases)}, as in its claims")


@MEANING.rule("assignment_claims")
def _assignment_claims(dataset: Dataset) -> Iterator[Finding]:
    """The claims of an assignment state no other park, sector or role.

    Only the claim from which an inferred one is derived may differ.
    """
    for row, claims in _linked(dataset):
        for claim in _strangers(row, claims):
            column = _differing(row, claim)[0]
            place = (dataset.file("assignments"), row.line, column)
            allowed = f"{shown(claim[column])}, as in the claim {claim['claim_id']}"
            yield Finding(*place, shown(row[column]), allowed)


@MEANING.rule("assignment_direct")
def _assignment_direct(dataset: Dataset) -> Iterator[Finding]:
    """One claim of an assignment names its park, its sector and its role, on the same basis."""
    for row, claims in _linked(dataset):
        same_basis = any(claim["basis"] == row["basis"] for claim in claims)
        direct = any(_is_direct(row, claim) for claim in claims)
        if same_basis and not direct and not _strangers(row, claims):
            place = (dataset.file("assignments"), row.line, "assignment_id")
            found = "claims that leave out " + ", ".join(_left_out(row, claims))
            yield Finding(*place, found, "a claim of the same park, sector, role and basis")


def _left_out(row: Row, claims: tuple[Row, ...]) -> list[str]:
    same = [claim for claim in claims if claim["basis"] == row["basis"]]
    return [name for name in TRIPLE if not all(claim[name] for claim in same)]


@MEANING.rule("assignment_status")
def _assignment_status(dataset: Dataset) -> Iterator[Finding]:
    """An assignment has the status of the claim that names its park, sector and role."""
    for row, claims in _linked(dataset):
        stated = sorted({claim["status"] for claim in claims if _is_direct(row, claim)})
        if stated and row["status"] not in stated:
            place = (dataset.file("assignments"), row.line, "status")
            allowed = f"{' or '.join(filter(None, stated)) or 'no status'}, as in its claim"
            yield Finding(*place, shown(row["status"]), allowed)


@MEANING.rule("claim_unassigned")
def _claim_unassigned(dataset: Dataset) -> Iterator[Finding]:
    """A claim of the main source that names park, sector and role is linked to its assignment.

    Otherwise the fact would be in the tables and on no map.
    """
    if not dataset.whole("claims", "assignments", "assignment_claims"):
        return
    shown_or_told: set[str] = set()
    claimless: set[tuple[str, ...]] = set()
    for row, claims in _linked(dataset):
        shown_or_told |= {claim["claim_id"] for claim in claims if _same_triple(row, claim)}
        shown_or_told |= {claim["claim_id"] for claim in _strangers(row, claims)}
        if not claims:
            claimless.add(tuple(row[name] for name in TRIPLE))
    for claim in dataset.sound("claims"):
        triple = tuple(claim[name] for name in TRIPLE)
        if claim["basis"] == Basis.EXTERNAL or not all(triple) or triple in claimless:
            continue
        if claim["claim_id"] not in shown_or_told:
            place = (dataset.file("claims"), claim.line, "claim_id")
            found = f"{shown(claim['claim_id'])} without an assignment"
            yield Finding(*place, found, "a link to the assignment of its park, sector and role")
