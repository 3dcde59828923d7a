"""The parts of a document in words: tables of links and figures, claims, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zgc_map.export.take import Take
from zgc_map.model import Assignment, Basis, Claim, Confidence, Figure, ParkId
from zgc_map.render.card import SIGNS
from zgc_map.render.colours import sector_color
from zgc_map.text import Translator


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `faint` is outside of the reader's question; colours mark sectors."""

    cells: tuple[str, ...]
    colors: tuple[str, ...] = ()
    """A colour (#rrggbb) a cell, empty where the cell has none; nothing if no cell has."""
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading, the names of its columns and how wide they are to each other."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim in words: its id, its text, its evidence, its source and what else is known of it."""

    id: str
    text: str
    basis: Basis
    said: str
    source: str
    known: str
    """The place in the source, how old it is, how sure the reading; notes."""
    kind: str
    """Its evidence, and what is out of the ordinary of it: how old, how sure the reading."""
    place: str
    """Where it is in the source, and what it was inferred from; may be empty."""

    spoken: str
    """The claim with its id and its evidence, as a speaker has it."""

    @property
    def where(self) -> str:
        """The source and what else is known of the claim, in one line."""
        return " · ".join((self.source, self.known))


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with what is known of it, and the claims of it that are cited."""

    title: str
    known: str
    facts: tuple[Fact, ...]


def matrix_table(
    take: Take, parks: Sequence[ParkId], rows: Sequence[Assignment], silence: str
) -> Table:
    """Return sectors down, parks across, with roles; a cell without one holds the silence."""
    catalog, t = take.catalog, take.t
    used = {row.sector_id for row in rows}
    lines = []
    for sector in (row for row in catalog.sectors if row.id in used):
        cells = [t.name(sector.name)]
        for park in parks:
            found = [row for row in rows if (row.park_id, row.sector_id) == (park, sector.id)]
            cells.append(" · ".join(_role(take, row) for row in found) or silence)
        colors = (sector_color(catalog, sector.id, dark=take.dark), *("" for _ in parks))
        lines.append(Row(tuple(cells), colors))
    head = (t("table.sector"), *(t.name(catalog.park[park].short) for park in parks))
    widths = (3, *(max(1, 9 // len(parks)) if parks else 1 for _ in parks))
    return Table(t("sectors.matrix"), head, tuple(lines), widths)


def fact(take: Take, row: Claim) -> Fact:
    """Return a claim in words."""
    catalog, t = take.catalog, take.t
    place = [row.locator] if row.locator else []
    dated = [t("as_of", date=t.date(row.as_of)) if row.as_of else t("claim.undated")]
    sure = [t("label", name=t("claim.confidence"), value=t(f"confidence.{row.confidence}"))]
    derived = [t("claim.derived_from", claim=row.derived_from)] if row.derived_from else []
    noted = [t.name(row.note)] if row.note else []
    said = t(f"basis.{row.basis}")
    main, high = row.source_id == catalog.about.main_source_id, row.confidence is Confidence.HIGH
    return Fact(
        id=row.id,
        text=t.name(row.text),
        basis=row.basis,
        said=said,
        source=t.name(catalog.source[row.source_id].title),
        known=" · ".join((*place, *dated, *sure, *derived, *noted)),
        kind=" · ".join((said, *(() if main else dated), *(() if high else sure))),
        place=" · ".join((*place, *derived)),
        spoken=spoken(take, row),
    )


def spoken(take: Take, row: Claim) -> str:
    """Return a claim with its id and its evidence."""
    t = take.t
    return t("aside", text=f"[{row.id}] {t.name(row.text)}", more=t(f"basis.{row.basis}"))


def links_table(
    take: Take, rows: Sequence[Assignment], shown: Sequence[Assignment], first: Sequence[str]
) -> Table:
    """Return assignments as a table: what `first` names, then status, evidence and claims."""
    catalog, t = take.catalog, take.t
    lines = []
    for row in rows:
        outside = row not in shown
        status = t(f"status.{row.status}")
        said = {
            "park": t.name(catalog.park[row.park_id].short),
            "sector": t.name(catalog.sector[row.sector_id].name),
            "role": t.name(catalog.role[row.role_id].name),
            "status": f"{status} · {t('legend.off')}" if outside else status,
            "basis": t(f"basis.{row.basis}"),
            "claim": ", ".join(row.claim_ids),
        }
        color = sector_color(catalog, row.sector_id, dark=take.dark)
        names = (*first, "status", "basis", "claim")
        cells = tuple(said[name] for name in names)
        lines.append(Row(cells, (color, *("" for _ in cells[1:])), outside))
    head = tuple(t(f"table.{name}") for name in (*first, "status", "basis", "claim"))
    wide = {"park": 4, "sector": 6, "role": 6}
    widths = (*(wide[name] for name in first), 4, 4, 3)
    return Table(t("table.title_evidence"), head, tuple(lines), widths)


def figures_table(
    take: Take, rows: Sequence[Figure], *, parks: bool = False
) -> tuple[Table, Sequence[Figure]]:
    """Return figures as a table, and those of them that are shown."""
    catalog, t = take.catalog, take.t
    shown = [row for row in rows if catalog.claim[row.claim_id].basis not in take.selection.without]
    lines = []
    for row in shown:
        basis = t(f"basis.{catalog.claim[row.claim_id].basis}")
        park = t.name(catalog.park[row.park_id].short) if parks and row.park_id else ""
        metric = t("label", name=park, value=t.name(row.metric)) if park else t.name(row.metric)
        period = t.date(row.period) if row.period else t("claim.undated")
        lines.append(Row((metric, figure_value(row, t), period, basis, row.claim_id)))
    columns = ("metric", "value", "period", "basis", "claim")
    head = tuple(t(f"table.{name}") for name in columns)
    heading, note = t("table.title_figures"), t("park.background_note")
    external = any(catalog.claim[row.claim_id].basis is Basis.EXTERNAL for row in shown)
    table = Table(heading, head, tuple(lines), (8, 4, 4, 4, 3), note if external else "")
    return table, shown


def figure_value(row: Figure, t: Translator) -> str:
    """Return a figure's value with its operator and unit."""
    sign = f"{SIGNS[row.operator]} " if SIGNS[row.operator] else ""
    return f"{sign}{t.number(row.value_in(t.lang))} {t.name(row.unit)}"


def _role(take: Take, row: Assignment) -> str:
    name = take.t.name(take.catalog.role[row.role_id].name)
    marked = take.t("aside", text=name, more=take.t("basis.inferred"))
    return marked if row.basis is Basis.INFERRED else name
