"""The documents say what the code says, and their links lead somewhere."""

from __future__ import annotations

import csv
import importlib
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs, unquote

import pytest

from tests.rules.reading import ROOT, text
from zgc_map.model import DRAFT, Basis, Catalog, Confidence, Lang, Scope, Status
from zgc_map.query import (
    Address,
    Arcs,
    Basemap,
    Beside,
    Facet,
    Filters,
    Form,
    Match,
    Order,
    Picture,
    Zoom,
    facet_options,
    read_address,
    write_address,
)
from zgc_map.query.address import (
    MAX_COMPARED,
    MAX_PACE,
    MAX_SEARCH,
    MAX_STEP,
    MAX_VALUES,
    MAX_WORD,
    MIN_PACE,
    SEPARATOR,
)
from zgc_map.text import load_messages
from zgc_map.ui.frame import PAGES

PACKAGE = ROOT / "src" / "zgc_map"
ADDRESS = "docs/address.md"
GLOSSARY = "docs/glossary.md"
ARCHITECTURE = "ARCHITECTURE.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DOCUMENTS = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(
        part.startswith(".") or part == "test-results" for part in path.relative_to(ROOT).parts
    )
)

WORDS_OF: dict[str, Iterable[object]] = {
    "arcs": Arcs,
    "basemap": Basemap,
    "form": Form,
    "lang": Lang,
    "match": Match,
    "pace": (MIN_PACE, MAX_PACE),
    "side": Beside,
    "sort": Order,
    "status": Status,
    "step": (1, MAX_STEP),
    "view": Picture,
    "without": Basis,
    "zoom": Zoom,
}
DEFAULTS: dict[str, object] = {
    "arcs": Address().arcs,
    "basemap": Address().basemap,
    "form": Address().form,
    "match": Filters().match,
    "side": Address().beside,
    "sort": Address().order,
    "step": Address().step,
    "view": Address().picture,
    "zoom": Address().zoom,
}
ON_SCREEN = {
    "park, sub-park": "search.park",
    "specialty park": "parks.specialty",
    "district": "scope.district",
    "sector": "search.sector",
    "role": "search.role",
    "brand": "search.brand",
    "source": "claim.source",
    "claim": "search.claim",
    "basis (on screen: evidence)": "filter.bases",
    "status": "filter.statuses",
}
"""Terms of the glossary that are also words of the interface."""


def tables(name: str) -> list[list[list[str]]]:
    """Return the tables of a document: rows of cells, the header first."""
    found: list[list[list[str]]] = []
    before = ""
    for line in text(name).splitlines():
        if line.startswith("|"):
            if not before.startswith("|"):
                found.append([])
            if not re.fullmatch(r"[|:\- ]+", line):
                found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        before = line
    return found


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def parameters() -> dict[str, list[str]]:
    """Return what docs/address.md says of each parameter: does, holds, values, default, example."""
    (_, *rows) = tables(ADDRESS)[0]
    return {code(word)[0]: rest for word, *rest in rows}


def fullest(catalog: Catalog) -> Address:
    """Return an address with something in every field, none of it the default."""
    return Address(
        lang=catalog.about.languages[-1],
        filters=Filters(
            groups=frozenset(catalog.sector_group),
            sectors=frozenset(catalog.sector),
            match=Match.NONE,
            roles=frozenset(catalog.role_group),
            statuses=frozenset(Status),
            without=frozenset(Basis),
        ),
        park=catalog.parks[0].id,
        claim=catalog.claims[0].id,
        search="text",
        basemap=Basemap.STREETS,
        zoom=Zoom.PARK,
        picture=Picture.TILES,
        beside=Beside.TABLE,
        arcs=Arcs.ON,
        order=Order.COUNT,
        form=Form.CHART,
        link=frozenset(row.id for row in catalog.assignments[:2]),
        compare=frozenset(row.id for row in catalog.parks[:MAX_COMPARED]),
        story=DRAFT,
        step=2,
        pace=20,
    )


def test_the_table_of_the_address_has_every_parameter_once_and_in_order(atlas: Catalog) -> None:
    (_, *rows) = tables(ADDRESS)[0]
    assert [code(row[0])[0] for row in rows] == list(write_address(fullest(atlas)))
    assert set(Facet) <= set(parameters())


def test_the_table_of_the_address_says_what_holds_several(atlas: Catalog) -> None:
    written = write_address(fullest(atlas))
    for word, (_, holds, *_rest) in parameters().items():
        assert (holds == "several") is (SEPARATOR in written[word]), word
        assert (holds == "several") is (word in {*Facet, "compare", "link"}), word


def test_the_table_of_the_address_lists_the_words_of_the_code() -> None:
    for word, (_, _, values, *_rest) in parameters().items():
        if word in WORDS_OF:
            assert code(values) == [str(value) for value in WORDS_OF[word]], word


def test_the_table_of_the_address_names_the_columns_ids_come_from(atlas: Catalog) -> None:
    for word, (_, _, values, *_rest) in parameters().items():
        if word in WORDS_OF or word in ("q", "story"):
            continue
        column, file = code(values)
        with (ROOT / "data" / file).open(encoding="utf-8", newline="") as stream:
            ids = {row[column] for row in csv.DictReader(stream)}
        if word in set(Facet):
            assert set(facet_options(atlas, Facet(word))) <= ids, word
        elif word == "compare":
            assert ids == set(atlas.park)
        elif word == "link":
            assert ids == set(atlas.assignment)
        else:
            assert ids == {str(row.id) for row in getattr(atlas, f"{word}s")}, word


def test_the_table_of_the_address_says_the_defaults() -> None:
    said = {word: code(cells[3]) for word, cells in parameters().items() if code(cells[3])}
    assert said == {word: [str(value)] for word, value in DEFAULTS.items()}
    assert write_address(Address()) == {}


def test_the_examples_of_the_address_are_what_the_app_writes(atlas: Catalog) -> None:
    examples = {word: code(cells[4])[0] for word, cells in parameters().items()}
    for word, example in examples.items():
        address, dropped = read_address(parse_qs(example), atlas)
        assert dropped == (), word
        (name, value) = example.split("=")
        assert name == word
        assert write_address(address) == {word: value}


def test_the_links_of_the_address_can_be_followed(atlas: Catalog) -> None:
    links = re.findall(r"^ {4}/(\w*)\?(\S+)$", text(ADDRESS), re.MULTILINE)
    assert links
    for page, query in links:
        assert page in PAGES
        assert read_address(parse_qs(query), atlas)[1] == ()
    for page in PAGES:
        assert f"`/{page}`" in text(ADDRESS)


def test_the_limits_of_the_address_are_those_of_the_code() -> None:
    assert f"at most {MAX_SEARCH} characters" in text(ADDRESS)
    assert f"({MAX_WORD} characters)" in text(ADDRESS)
    assert f"({MAX_VALUES} values)" in text(ADDRESS)
    assert f"at most {MAX_COMPARED}" in text(ADDRESS)
    assert SEPARATOR == "." and "joined by a full stop" in text(ADDRESS)


def slug(heading: str) -> str:
    """Return the anchor a heading gets."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize(
    "path", DOCUMENTS, ids=[path.relative_to(ROOT).as_posix() for path in DOCUMENTS]
)
def test_relative_links_lead_somewhere(path: Path) -> None:
    written = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    written = re.sub(r"`[^`\n]*`", "", written)
    offences = []
    for link in re.findall(r"\]\(<?([^()\s>]+)>?(?:\s+\"[^\"]*\")?\)", written):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or not target.is_relative_to(ROOT):
            offences.append(link)
        elif anchor and target.suffix == ".md":
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            if anchor not in map(slug, headings):
                offences.append(link)
    assert not offences, "\n".join(["", *offences])


def test_the_architecture_names_every_package_and_every_decision() -> None:
    packages = {path.parent for path in PACKAGE.rglob("__init__.py")} - {PACKAGE}
    assert packages
    wanted = {f"`{path.relative_to(ROOT).as_posix()}`" for path in packages}
    wanted |= {f"(docs/decisions/{path.name})" for path in DECISIONS}
    assert {word for word in wanted if word not in text(ARCHITECTURE)} == set()


def test_files_that_the_documents_name_are_there() -> None:
    """A span such as `ui/store.py` is a path from the root, or from the package."""
    named = re.compile(r"(?:[\w.-]+/)+[\w.-]*\.(?:py|js|css|md|html|toml|json|geojson|csv)")
    offences = [
        f"{path.relative_to(ROOT).as_posix()}: {span}"
        for path in (ROOT / ARCHITECTURE, ROOT / ADDRESS, ROOT / GLOSSARY, *DECISIONS)
        for span in code(path.read_text(encoding="utf-8"))
        if named.fullmatch(span) and not any((at / span).exists() for at in (ROOT, PACKAGE))
        if span != "pages/x.py"
    ]
    assert not offences, "\n".join(["", *offences])


def test_decisions_are_numbered_and_fit_on_a_page() -> None:
    assert [path.name[:5] for path in DECISIONS] == [
        f"{number:04}-" for number in range(1, len(DECISIONS) + 1)
    ]
    offences = []
    for path in DECISIONS:
        lines = path.read_text(encoding="utf-8").splitlines()
        headings = [line for line in lines if line.startswith("#")]
        wanted = ["## Context", "## Decision", "## Consequences"]
        found = headings[4:] in ([], ["## What was found"], ["## What was measured"])
        if (
            not headings[0].startswith(f"# {path.name[:4]} ")
            or headings[1:4] != wanted
            or not found
        ):
            offences.append(f"{path.name}: {headings}")
        if len(lines) > 50:
            offences.append(f"{path.name}: {len(lines)} lines")
    assert not offences, "\n".join(["", *offences])


def test_terms_of_the_glossary_point_at_code_that_exists() -> None:
    *sections, _ = tables(GLOSSARY)
    terms = [row for _, *rows in sections for row in rows]
    assert len({row[0] for row in terms}) == len(terms)
    for term, russian, chinese, meaning, place in terms:
        assert all((term, russian, chinese, meaning)), term
        found: object = importlib.import_module("zgc_map")
        names = code(place)[0].split(".")
        for depth, name in enumerate(names, start=1):
            if not hasattr(found, name):
                importlib.import_module(".".join(("zgc_map", *names[:depth])))
            found = getattr(found, name)


def test_words_on_screen_are_those_of_the_locale_files() -> None:
    (_, *rows) = tables(GLOSSARY)[-1]
    keys = {code(row[0])[0]: row[1:] for row in rows}
    for key, words in keys.items():
        assert words == [load_messages(lang)[key] for lang in Lang], key
    wanted = {
        f"{section}.{word}"
        for section, enum in (
            ("basis", Basis),
            ("status", Status),
            ("confidence", Confidence),
            ("scope", Scope),
        )
        for word in enum
    } | {f"filter.match_{word}" for word in Match}
    assert wanted <= set(keys)


def test_terms_of_the_glossary_are_the_words_of_the_interface() -> None:
    *sections, _ = tables(GLOSSARY)
    terms = {row[0]: row[:3] for _, *rows in sections for row in rows}
    for term, key in ON_SCREEN.items():
        for lang, cell in zip(Lang, terms[term], strict=True):
            assert str(load_messages(lang)[key]).casefold() in cell.casefold(), (term, lang)
