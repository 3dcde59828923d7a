"""What more claims of a card share than anything else, so that the card can say it once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from zgc_map.model import Claim, Confidence, SourceId


@dataclass(frozen=True, slots=True)
class SaidOnce:
    """A source, its date and the confidence of the reading, as several claims have them."""

    source_id: SourceId
    as_of: str | None
    confidence: Confidence

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> SaidOnce | None:
        """Return what more claims share than any other, as often as each is shown, or None."""
        kinds = Counter(cls(row.source_id, row.as_of, row.confidence) for row in claims)
        return next((kind for kind, times in kinds.most_common(1) if times > 1), None)

    def says_all_of(self, row: Claim) -> bool:
        """Return whether a claim has nothing to add but its text and its place in the source."""
        return self == SaidOnce(row.source_id, row.as_of, row.confidence) and not row.derived_from
