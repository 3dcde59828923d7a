"""Where links inside cards and tables lead: addresses relative to the page, the view kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from zgc_map.model import AssignmentId, ClaimId, ParkId, SectorId
from zgc_map.query import Address, Facet, Order, write_address


def href(page: str, address: Address) -> str:
    """Return the link to a page: relative, so that it holds under any base path."""
    return f"{page}?{_query(address)}"


@lru_cache(maxsize=256)
def _query(address: Address) -> str:
    return urlencode(write_address(address))


@dataclass(frozen=True, slots=True)
class Way:
    """One link of a row of links; without a page it stays on the page it is on.

    `mark` is a class of the style sheet, `lang` the language it leads to and is written in.
    """

    label: str
    page: str
    address: Address
    here: bool = False
    mark: str = ""
    lang: str = ""

    @property
    def href(self) -> str:
        """Where it leads."""
        return href(self.page, self.address)


@dataclass(frozen=True)
class Hrefs:
    """The links out of one view. Each keeps filters and language, and drops what was looked for."""

    address: Address
    _sectors: dict[SectorId, Address] = field(default_factory=dict, compare=False)
    """What is asked for at each sector so far: a card leads to the same one many times."""

    def park(self, park_id: ParkId, page: str = "parks") -> str:
        """Return the link to a park, on its own page or on another."""
        return href(page, self._clear.but(park=park_id))

    def sector(self, sector_id: SectorId, page: str = "sectors") -> str:
        """Return the link to a sector, on its own page or on another; it alone is asked for."""
        return href(page, self._about(sector_id))

    def cell(self, park_id: ParkId, sector_id: SectorId) -> str:
        """Return the link to a park in a sector."""
        return href("cell", self._about(sector_id).but(park=park_id))

    def claim(self, claim_id: ClaimId) -> str:
        """Return the link to a claim among the sources."""
        return href("sources", self._clear.but(claim=claim_id))

    def claims(self, park_id: ParkId) -> str:
        """Return the link to every claim about a park."""
        return self.park(park_id, "sources")

    def link(self, ends: frozenset[AssignmentId]) -> str:
        """Return the link to a connection among the connections."""
        return href("flows", self._clear.but(link=ends))

    def order(self, page: str, order: Order) -> str:
        """Return the link to the same page in an order; chosen again, as in the data."""
        again = order is self.address.order
        return href(page, self.address.but(order=Order.CATALOG if again else order))

    def matrix(self) -> str:
        """Return the link to all sectors."""
        filters = self.address.filters.with_(Facet.SECTOR, ()).with_(Facet.GROUP, ())
        return href("sectors", self._clear.but(filters=filters))

    @cached_property
    def _clear(self) -> Address:
        return self.address.but(claim=None, search="")

    def _about(self, sector_id: SectorId) -> Address:
        if sector_id not in self._sectors:
            filters = self.address.filters.about(sector_id)
            self._sectors[sector_id] = self._clear.but(filters=filters)
        return self._sectors[sector_id]
