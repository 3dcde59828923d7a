"""Connections between parks: a role of one leads to a role of another in the same sector.

Which role leads to which is data. A connection is computed, hence inferred, unless a claim states
the connection itself.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zgc_map.model import (
    Assignment,
    AssignmentId,
    Basis,
    Catalog,
    ClaimId,
    LocalizedText,
    ParkId,
    RoleId,
    SectorId,
)
from zgc_map.query.filters import Selection


@dataclass(frozen=True, slots=True)
class Connection:
    """An edge from one park to another, and what it rests on.

    `claim_ids` are the claims that state the edge itself; the ends have claims of their own.
    """

    start: Assignment
    end: Assignment
    name: LocalizedText
    basis: Basis
    claim_ids: tuple[ClaimId, ...]

    @property
    def ends(self) -> frozenset[AssignmentId]:
        """The two assignments it connects: its name in the address."""
        return frozenset({self.start.id, self.end.id})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parks with roles in one sector that complement each other.

    `one_roles` are those of the first park whose group the second lacks, and the other way round.
    """

    sector_id: SectorId
    one: ParkId
    other: ParkId
    one_roles: tuple[Assignment, ...]
    other_roles: tuple[Assignment, ...]


def connections(catalog: Catalog, selection: Selection) -> tuple[Connection, ...]:
    """Return the connections between shown assignments: by role link, then in catalog order.

    Those of a hidden basis are left out.
    """
    having: dict[tuple[RoleId, SectorId], list[Assignment]] = defaultdict(list)
    for row in selection.assignments:
        having[row.role_id, row.sector_id].append(row)
    found = (
        _connection(catalog, start, end, link.name)
        for link in catalog.role_links
        for start in selection.assignments
        if start.role_id == link.from_id
        for end in having[link.to_id, start.sector_id]
        if end.park_id != start.park_id
    )
    return tuple(row for row in found if row.basis not in selection.without)


def partners(catalog: Catalog, selection: Selection) -> tuple[Pair, ...]:
    """Return the pairs of parks each of which has a role in a sector that the other has not.

    Roles are compared by their groups; pairs stand in the order of sectors, then of parks.
    """
    rows: dict[SectorId, dict[ParkId, list[Assignment]]] = defaultdict(lambda: defaultdict(list))
    for row in selection.assignments:
        rows[row.sector_id][row.park_id].append(row)
    return tuple(
        Pair(sector.id, one, other, mine, theirs)
        for sector in catalog.sectors
        for one, other in itertools.combinations(
            (park.id for park in catalog.parks if park.id in rows[sector.id]), 2
        )
        if (mine := _beyond(catalog, rows[sector.id][one], rows[sector.id][other]))
        and (theirs := _beyond(catalog, rows[sector.id][other], rows[sector.id][one]))
    )


def claims_behind(*groups: Iterable[Assignment]) -> tuple[ClaimId, ...]:
    """Return the claims that assignments rest on, each once, in the order of the assignments."""
    return tuple(dict.fromkeys(claim for rows in groups for row in rows for claim in row.claim_ids))


def _beyond(
    catalog: Catalog, rows: Sequence[Assignment], others: Sequence[Assignment]
) -> tuple[Assignment, ...]:
    """Return the rows whose role group is not among those of the others."""
    theirs = {catalog.role[row.role_id].group_id for row in others}
    return tuple(row for row in rows if catalog.role[row.role_id].group_id not in theirs)


def _connection(
    catalog: Catalog, start: Assignment, end: Assignment, name: LocalizedText
) -> Connection:
    claims = tuple(
        row.claim_id
        for row in catalog.link_claims
        if (row.from_id, row.to_id) == (start.id, end.id)
    )
    bases = {catalog.claim[claim].basis for claim in claims}
    known = (basis for basis in (Basis.STATED, Basis.DISPUTED) if basis in bases)
    return Connection(start, end, name, next(known, Basis.INFERRED), claims)
