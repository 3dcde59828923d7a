"""Questions and answers: filters, facets, matrix, links, overlaps, claims, search, the address."""

from zgc_map.query.address import (
    Address,
    Arcs,
    Basemap,
    Beside,
    Form,
    Order,
    Picture,
    Zoom,
    clean_search,
    read_address,
    write_address,
)
from zgc_map.query.cell import Cell, asked_sector, cell
from zgc_map.query.check import check_zone
from zgc_map.query.claims import claims_of, claims_of_park, select_claims
from zgc_map.query.compare import Comparison, Doubt, Shared, compare
from zgc_map.query.facets import facet_counts, facet_options, ways_out
from zgc_map.query.filters import Facet, Filters, Match, Selection, select
from zgc_map.query.links import Connection, Pair, claims_behind, connections, partners
from zgc_map.query.matrix import matrix, ordered
from zgc_map.query.overlaps import overlaps, shared, unmentioned
from zgc_map.query.search import Hit, Kind, marked, search
from zgc_map.query.stories import (
    STEP_PAGES,
    changed,
    check_document,
    check_stories,
    read_story,
    step_address,
    view_digest,
    view_of,
)
from zgc_map.query.summary import summarize

__all__ = [
    "STEP_PAGES",
    "Address",
    "Arcs",
    "Basemap",
    "Beside",
    "Cell",
    "Comparison",
    "Connection",
    "Doubt",
    "Facet",
    "Filters",
    "Form",
    "Hit",
    "Kind",
    "Match",
    "Order",
    "Pair",
    "Picture",
    "Selection",
    "Shared",
    "Zoom",
    "asked_sector",
    "cell",
    "changed",
    "check_document",
    "check_stories",
    "check_zone",
    "claims_behind",
    "claims_of",
    "claims_of_park",
    "clean_search",
    "compare",
    "connections",
    "facet_counts",
    "facet_options",
    "marked",
    "matrix",
    "ordered",
    "overlaps",
    "partners",
    "read_address",
    "read_story",
    "search",
    "select",
    "select_claims",
    "shared",
    "step_address",
    "summarize",
    "unmentioned",
    "view_digest",
    "view_of",
    "ways_out",
    "write_address",
]
