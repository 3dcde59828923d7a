"""Stories against the address: where a step leads, and whether its view is still what it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from zgc_map.catalog import LIMITS, DataError, Issue
from zgc_map.catalog.files import FILES, RawFile
from zgc_map.catalog.issues import shown
from zgc_map.catalog.stages import Finding, Stage
from zgc_map.catalog.stories import STORIES, RawStory, build_story, facts_of, story_document
from zgc_map.catalog.story_text import STORY_FILES, read_yaml, story_file
from zgc_map.model import Catalog, Step, Story, StoryId
from zgc_map.query.address import Address, read_address, write_address
from zgc_map.query.claims import claims_of, claims_of_park, select_claims
from zgc_map.query.filters import select

STEP_PAGES = (
    "map", "parks", "sectors", "cell", "compare", "flows", "overlaps", "sources",
)  # fmt: skip
"""The pages a step can show."""

_NOT_A_VIEW = ("lang", "story", "step", "pace")
"""Words of the address that say who looks and how, not what is seen."""


@dataclass(frozen=True, slots=True)
class Views:
    """The views of a story (step, page, words of the address), and the catalog they are of."""

    catalog: Catalog
    file: str
    links: tuple[tuple[int, str, str], ...]


VIEWS: Stage[Views] = Stage("Views of stories", "The link of every step, read as an address.")


def step_address(catalog: Catalog, step: Step) -> tuple[str, Address]:
    """Return the page of a step and the address of its view, in no language and no story."""
    params = parse_qs(step.view, keep_blank_values=True)
    address, _ = read_address(params, catalog)
    return step.page, address.but(lang=None, story=None, step=1, pace=0)


def view_of(address: Address) -> str:
    """Return the words of an address that a step keeps: what is seen, in no language."""
    params = write_address(address)
    return urlencode({name: value for name, value in params.items() if name not in _NOT_A_VIEW})


def view_digest(catalog: Catalog, step: Step) -> str:
    """Return a digest of what the view of a step shows and what the step leans on.

    Parks, assignments, claims and figures count with all they say in every language of the data,
    sectors and roles with their names; the words of the interface do not.
    """
    page, address = step_address(catalog, step)
    selection = select(catalog, address.filters)
    near = [park for park in (address.park, *sorted(address.compare)) if park]
    claims = [catalog.claim[claim] for claim in step.claim_ids]
    claims += [claim for park in near for claim in claims_of_park(catalog, park)]
    claims += [claim for row in selection.assignments for claim in claims_of(catalog, row)]
    claims += [catalog.claim[address.claim]] if address.claim else []
    if page == "sources":
        claims += select_claims(catalog, address.filters, address.park, address.search)
    told = {claim.id for claim in claims}
    sectors = {row.sector_id for row in selection.assignments}
    groups = {catalog.sector[sector].group_id for sector in sectors}
    roles = {row.role_id for row in selection.assignments}
    seen: dict[str, Any] = {
        "parks": [asdict(catalog.park[park]) for park in (*selection.parks, *near)],
        "silent": selection.silent,
        "assignments": [asdict(row) for row in selection.assignments],
        "names": [
            *(asdict(row.name) for row in catalog.sectors if row.id in sectors),
            *(asdict(row.name) for row in catalog.sector_groups if row.id in groups),
            *(asdict(row.name) for row in catalog.roles if row.id in roles),
        ],
        "claims": [asdict(row) for row in catalog.claims if row.id in told],
        "figures": [asdict(row) for row in catalog.figures if row.claim_id in told],
    }
    text = json.dumps(seen, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def changed(catalog: Catalog, step: Step) -> bool:
    """Return whether the data behind a step is not what it was when the step was made."""
    return bool(step.seen) and step.seen != view_digest(catalog, step)


def view_issues(catalog: Catalog, raw: RawStory) -> tuple[Issue, ...]:
    """Return everything wrong with the views of a story, whatever else is wrong with it."""
    return VIEWS.issues(Views(catalog, raw.file, tuple(raw.views())))


def check_stories(catalog: Catalog) -> None:
    """Raise DataError, with every problem, where a step of a story leads to no view."""
    issues = tuple(
        issue
        for story in catalog.stories
        for issue in view_issues(
            catalog, RawStory(story_file(story.id), story_document(story), None)
        )
    )
    if issues:
        raise DataError(issues)


def read_story(
    catalog: Catalog, name: StoryId, data: bytes, file: str, size: int = 0
) -> tuple[Story | None, tuple[Issue, ...]]:
    """Return a reader's own story from the bytes of its file, or everything wrong with it.

    Texts may be missing in some languages, and numbers are the reader's own business.

    Parameters
    ----------
    catalog
        The dataset the story is about.
    name
        The id the story is given.
    data
        YAML in UTF-8, as a stranger sent it.
    file
        What issues call the file.
    size
        Bytes of the file, where they are more than were sent.
    """
    raw = RawFile(file, data, max(size, len(data)), None, LIMITS)
    issues = FILES.issues(raw) or STORY_FILES.issues(raw)
    if issues:
        return None, issues
    return check_document(catalog, name, read_yaml(raw.text or ""), file)


def check_document(
    catalog: Catalog, name: StoryId, document: Any, file: str
) -> tuple[Story | None, tuple[Issue, ...]]:
    """Return a reader's own story from mappings, lists and texts, or everything wrong with it."""
    raw = RawStory(file, document, facts_of(catalog))
    issues = STORIES.issues(raw) + view_issues(catalog, raw)
    return (None, issues) if issues else (build_story(name, document), ())


@VIEWS.rule("view_page")
def _view_page(views: Views) -> Iterator[Finding]:
    """A step shows one of the pages that show data."""
    for number, page, _ in views.links:
        if page not in STEP_PAGES:
            allowed = "one of " + ", ".join(STEP_PAGES)
            yield Finding(views.file, number, "view", shown(page), allowed)


@VIEWS.rule("view_words")
def _view_words(views: Views) -> Iterator[Finding]:
    """A view is written as the app writes it: known words, sorted, without language and story.

    Then equal views have equal links, and no word is dropped in silence.
    """
    for number, _, words in views.links:
        params = parse_qs(words, keep_blank_values=True)
        address, dropped = read_address(params, views.catalog)
        if dropped:
            found = "&".join(f"{name}={','.join(params[name])}" for name in dropped)
            yield Finding(views.file, number, "view", shown(found), "words the address knows")
        elif words != view_of(address):
            right = shown(view_of(address))
            yield Finding(
                views.file, number, "view", shown(words), right, "spelt", {"allowed": right}
            )
