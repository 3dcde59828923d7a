"""A story: saved views in an order, each with what is said over it."""

from __future__ import annotations

from dataclasses import dataclass, field

from zgc_map.model.words import ClaimId, FigureId, LocalizedText, StoryId

DRAFT = StoryId("draft")
"""The id under which a reader's own story is opened; no story of a dataset may have it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One view and what is said over it.

    `page` and `view` are the path and the query of the view's link, without a language; `seen` is
    a digest of what the view showed when the step was written, empty if it was never taken. `key`
    tells a step of a draft from the others while it is moved and changed; it is 0 in a file.
    """

    page: str
    view: str
    title: LocalizedText
    lines: tuple[LocalizedText, ...]
    notes: LocalizedText
    claim_ids: tuple[ClaimId, ...]
    figure_id: FigureId | None
    seen: str
    key: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Story:
    """Steps in the order they are shown, and for whom they were written."""

    id: StoryId
    title: LocalizedText
    audience: LocalizedText
    steps: tuple[Step, ...]
