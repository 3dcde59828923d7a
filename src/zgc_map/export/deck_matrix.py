"""The matrix on slides: signs of role groups with the claims behind them, and a key."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from zgc_map.export.brief_parts import Fact, Row, Table
from zgc_map.export.deck import Deck
from zgc_map.export.deck_flow import Flow, fits
from zgc_map.export.take import Take
from zgc_map.model import Assignment, Basis, ParkId, SectorId
from zgc_map.render.colours import sector_color

FEW = 4
"""Up to so many parks a cell has room for the names of roles; beyond, for signs."""

ACROSS = 9
"""How many parks stand beside each other on a slide at most."""

MARKS = {Basis.INFERRED: "*", Basis.DISPUTED: "!", Basis.EXTERNAL: "+"}


def spoken(facts: Sequence[Fact]) -> list[str]:
    """Return claims as a speaker may say them."""
    return [f"{fact.spoken} · {fact.where}" for fact in facts]


def matrix_slides(
    deck: Deck, take: Take, parks: Sequence[ParkId], rows: Sequence[Assignment],
    facts: Sequence[Fact],
) -> None:  # fmt: skip
    """Add the matrix of some parks: groups of sectors stay together, empty columns stay away."""
    used = {row.sector_id for row in rows}
    sectors = [row for row in take.catalog.sectors if row.id in used]
    order = [row.id for row in take.catalog.sector_groups]
    sectors.sort(key=lambda row: order.index(row.group_id))
    grouped = groupby(sectors, lambda row: row.group_id)
    groups = [[row.id for row in found] for _, found in grouped]
    for table, claims in _tables(take, parks, rows, groups):
        said = [fact for fact in facts if fact.id in claims]
        Flow(deck, table.heading, spoken(said)).add([table])


def _tables(
    take: Take, parks: Sequence[ParkId], rows: Sequence[Assignment],
    groups: Sequence[Sequence[SectorId]],
) -> list[tuple[Table, set[str]]]:  # fmt: skip
    """Return as few tables as fit a slide each, about as deep as each other."""
    found: list[tuple[Table, set[str]]] = []
    signs = len(parks) > FEW
    for number in range(1, len(groups) + 1):
        found = []
        for chunk in _shared(groups, number):
            own = [row for row in rows if row.sector_id in chunk]
            across = [park for park in parks if any(row.park_id == park for row in own)]
            for some in _even(across):
                seen = [row for row in own if row.park_id in some]
                claims = {str(one) for row in seen for one in row.claim_ids}
                found.append((_table(take, some, seen, chunk, signs=signs), claims))
        if all(fits(table) for table, _ in found):
            break
    return found


def _shared(groups: Sequence[Sequence[SectorId]], number: int) -> list[list[SectorId]]:
    """Return groups in a number of chunks of about as many sectors."""
    total = sum(map(len, groups))
    chunks: list[list[SectorId]] = [[] for _ in range(number)]
    done = 0
    for group in groups:
        middle = done + len(group) / 2
        chunks[min(int(middle * number / total), number - 1)] += group
        done += len(group)
    return [chunk for chunk in chunks if chunk]


def _even(parks: Sequence[ParkId]) -> list[Sequence[ParkId]]:
    """Return parks in as few runs as fit across, about as long as each other."""
    runs = -(-len(parks) // ACROSS)
    return [parks[at * len(parks) // runs : (at + 1) * len(parks) // runs] for at in range(runs)]


def _table(
    take: Take, parks: Sequence[ParkId], rows: Sequence[Assignment],
    sectors: Sequence[SectorId], *, signs: bool,
) -> Table:  # fmt: skip
    catalog, t = take.catalog, take.t
    lines = []
    for sector in sectors:
        cells = [t.name(catalog.sector[sector].name)]
        for park in parks:
            own = [row for row in rows if (row.park_id, row.sector_id) == (park, sector)]
            cells.append(_cell(take, own, signs=signs))
        colors = (sector_color(catalog, sector, dark=take.dark), *("" for _ in parks))
        if any(cells[1:]):
            lines.append(Row(tuple(cells), colors))
    head = (t("table.sector"), *(t.name(catalog.park[park].short) for park in parks))
    widths = (5 if signs else 3, *(2 for _ in parks))
    silence = t("label", name=t("about.silence"), value=t("about.silence_text"))
    key = _key(take, rows, signs=signs)
    return Table(t("sectors.matrix"), head, tuple(lines), widths, " · ".join([*key, silence]))


def _cell(take: Take, rows: Sequence[Assignment], *, signs: bool) -> str:
    found: dict[str, list[str]] = {}
    for row in rows:
        role = take.catalog.role[row.role_id]
        name = _sign(take, row) if signs else take.t.name(role.name)
        found.setdefault(name + MARKS.get(row.basis, ""), []).extend(row.claim_ids)
    return " · ".join(f"{name} {', '.join(dict.fromkeys(ids))}" for name, ids in found.items())


def _sign(take: Take, row: Assignment) -> str:
    """Return the number of a role's group in a circle, as far as there are such signs."""
    groups = [group.id for group in take.catalog.role_groups]
    number = groups.index(take.catalog.role[row.role_id].group_id)
    return chr(0x2460 + number) if number < 10 else f"({number + 1})"


def _key(take: Take, rows: Sequence[Assignment], *, signs: bool) -> list[str]:
    """Return what the signs and marks in use mean."""
    t, catalog = take.t, take.catalog
    said = {}
    if signs:
        for row in rows:
            group = catalog.role_group[catalog.role[row.role_id].group_id]
            said[_sign(take, row)] = t.name(group.name)
    marks = {MARKS[row.basis]: t(f"basis.{row.basis}") for row in rows if row.basis in MARKS}
    return [f"{sign} {name}" for sign, name in (*sorted(said.items()), *sorted(marks.items()))]
