"""Questions and answers: filters, facets, matrix, claims, search, and the address they live in."""

from zgc_map.query.address import (
    Address,
    Basemap,
    Zoom,
    clean_search,
    read_address,
    write_address,
)
from zgc_map.query.claims import claims_of, claims_of_park, select_claims
from zgc_map.query.facets import facet_counts, facet_options, ways_out
from zgc_map.query.filters import Facet, Filters, Match, Selection, select
from zgc_map.query.matrix import Matrix, matrix
from zgc_map.query.search import Hit, Kind, search

__all__ = [
    "Address",
    "Basemap",
    "Facet",
    "Filters",
    "Hit",
    "Kind",
    "Match",
    "Matrix",
    "Selection",
    "Zoom",
    "claims_of",
    "claims_of_park",
    "clean_search",
    "facet_counts",
    "facet_options",
    "matrix",
    "read_address",
    "search",
    "select",
    "select_claims",
    "ways_out",
    "write_address",
]
