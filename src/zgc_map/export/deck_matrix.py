"""The matrix on slides: roles in words, in as many tables as that takes, and a key of marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from zgc_map.export.brief_parts import Fact, Row, Table
from zgc_map.export.deck import Deck
from zgc_map.export.deck_flow import Flow, count_slides, fits, fits_across
from zgc_map.export.take import Take
from zgc_map.model import Assignment, Basis, ParkId, SectorId
from zgc_map.render.colours import sector_color

FEW = 4
"""Up to so many parks a cell has room for the ids of claims; beyond, they are in the notes."""

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
    slides = []
    for table, claims in _tables(take, parks, rows, groups):
        said = [fact for fact in facts if fact.id in claims]
        flow = Flow(deck, table.heading, spoken(said))
        flow.add([table])
        slides += flow.slides
    count_slides(deck, slides, take.t("sectors.matrix"))


def _tables(
    take: Take, parks: Sequence[ParkId], rows: Sequence[Assignment],
    groups: Sequence[Sequence[SectorId]],
) -> list[tuple[Table, set[str]]]:  # fmt: skip
    """Return as few tables as fit a slide each, about as deep as each other."""
    found: list[tuple[Table, set[str]]] = []
    few = len(parks) <= FEW
    for number in range(1, len(groups) + 1):
        found = []
        for chunk in _shared(groups, number):
            own = [row for row in rows if row.sector_id in chunk]
            across = [park for park in parks if any(row.park_id == park for row in own)]
            for some in _runs(take, across, own, chunk, few=few):
                seen = [row for row in own if row.park_id in some]
                claims = {str(one) for row in seen for one in row.claim_ids}
                found.append((_table(take, some, seen, chunk, few=few), claims))
        if all(fits(table) for table, _ in found):
            break
    return found


def _runs(
    take: Take, parks: Sequence[ParkId], rows: Sequence[Assignment], sectors: Sequence[SectorId],
    *, few: bool,
) -> list[Sequence[ParkId]]:  # fmt: skip
    """Return parks in as few runs as leave room across for every word, about as long each."""
    for number in range(-(-len(parks) // ACROSS), len(parks) + 1):
        ends = [at * len(parks) // number for at in range(number + 1)]
        runs = [parks[start:end] for start, end in pairwise(ends)]
        tables = [
            _table(take, run, [row for row in rows if row.park_id in run], sectors, few=few)
            for run in runs
        ]
        if all(map(fits_across, tables)):
            return runs
    return [[park] for park in parks]


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


def _table(
    take: Take, parks: Sequence[ParkId], rows: Sequence[Assignment],
    sectors: Sequence[SectorId], *, few: bool,
) -> Table:  # fmt: skip
    catalog, t = take.catalog, take.t
    lines = []
    for sector in sectors:
        cells = [t.name(catalog.sector[sector].name)]
        for park in parks:
            own = [row for row in rows if (row.park_id, row.sector_id) == (park, sector)]
            cells.append(_cell(take, own, few=few))
        colors = (sector_color(catalog, sector, dark=take.dark), *("" for _ in parks))
        if any(cells[1:]):
            lines.append(Row(tuple(cells), colors))
    head = (t("table.sector"), *(t.name(catalog.park[park].short) for park in parks))
    widths = (3, *(2 for _ in parks))
    silence = t("label", name=t("about.silence"), value=t("about.silence_text"))
    key = _key(take, rows, few=few)
    return Table(t("sectors.matrix"), head, tuple(lines), widths, " · ".join([*key, silence]))


def _cell(take: Take, rows: Sequence[Assignment], *, few: bool) -> str:
    found: dict[str, list[str]] = {}
    for row in rows:
        name = take.t.name(take.catalog.role[row.role_id].name)
        found.setdefault(name + MARKS.get(row.basis, ""), []).extend(row.claim_ids)
    if not few:
        return " · ".join(found)
    return " · ".join(f"{name} {', '.join(dict.fromkeys(ids))}" for name, ids in found.items())


def _key(take: Take, rows: Sequence[Assignment], *, few: bool) -> list[str]:
    """Return what the marks in use mean, and where the claims are if not in the cells."""
    t = take.t
    marks = {MARKS[row.basis]: t(f"basis.{row.basis}") for row in rows if row.basis in MARKS}
    notes = [] if few else [t("deck.claims_in_notes")]
    return [*(f"{sign} {name}" for sign, name in sorted(marks.items())), *notes]
