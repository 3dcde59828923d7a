"""The small interface: formats, their options, what they need, and what files are called."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.unit.export.conftest import Taker, taker
from tests.unit.export.telling import with_story
from zgc_map.export import FORMATS, ExportError, Format, Kind, Option, find_format
from zgc_map.export.take import NAME_MAX
from zgc_map.geo import Zone

PICTURE = Format(
    "toy", "Toy", "toy", "x/toy", Kind.PICTURE, "geojson", options=(Option("size", ("s", "l")),)
)


def test_slugs_are_words_each_once() -> None:
    slugs = [row.slug for row in FORMATS]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z]+", slug) for slug in slugs)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.slug)
def test_every_format_has_what_it_needs_here_and_writes_every_zone(row: Format, zone: Zone) -> None:
    assert row.missing() == ()
    for lang in zone.catalog.about.languages:
        assert len(row.write(taker(zone)(lang=lang.value))) > 100


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.slug)
def test_every_format_writes_a_view_with_nothing_in_it(row: Format, toy: Taker) -> None:
    empty = toy("without=stated.inferred.disputed.external")
    assert not empty.selection.parks
    assert row.write(empty)


def test_what_is_not_installed_is_named_with_the_extra_that_brings_it(toy: Taker) -> None:
    lame = replace(PICTURE, needs=("no-such-thing", "pandas"))
    assert lame.missing() == ("no-such-thing",)
    with pytest.raises(
        ExportError, match=r"no-such-thing not installed; pip install .zgc-map\[export\]"
    ):
        lame.write(toy())


def test_an_unknown_format_is_answered_with_all_there_are() -> None:
    with pytest.raises(ExportError, match=r"no format 'doc': .*geojson"):
        find_format("doc")
    assert find_format("geojson").suffix == "geojson"


def test_options_have_defaults_and_refuse_what_they_do_not_know(toy: Taker) -> None:
    assert PICTURE.with_options(toy(), {}).chosen == {"size": "s"}
    assert PICTURE.with_options(toy(), {"size": "l"}).chosen == {"size": "l"}
    with pytest.raises(ExportError, match="toy cannot have size='xl': s, l"):
        PICTURE.with_options(toy(), {"size": "xl"})
    with pytest.raises(ExportError, match="toy has no option 'dpi': size"):
        PICTURE.with_options(toy(), {"dpi": "300"})


def test_a_name_says_zone_page_question_language_and_day(shipped: Taker) -> None:
    row = find_format("geojson")
    take = shipped("park=haidian&sector=ai", lang="ru")
    assert row.name(take) == "zhongguancun-map-haidian-ai_ru_2026-11-22.geojson"
    assert row.name(shipped("without=inferred", page="sources", lang="zh")) == (
        "zhongguancun-sources-without-inferred_zh_2026-11-22.geojson"
    )
    assert row.name(shipped("q=../../x%22", page="sources")) == (
        "zhongguancun-sources-search_en_2026-11-22.geojson"
    )
    compared = "compare=haidian.changping"
    assert row.name(shipped(compared, page="compare")).startswith(
        "zhongguancun-compare-changping-haidian_en"
    )
    assert row.name(shipped(f"park=daxing&{compared}")).startswith("zhongguancun-map-daxing_en")


def test_a_long_question_keeps_whole_words_and_says_that_there_are_more(shipped: Taker) -> None:
    sectors = sorted(row.id for row in shipped().catalog.sectors)
    name = find_format("geojson").name(shipped("sector=" + ".".join(sectors)))
    start = name.removeprefix("zhongguancun-map-").partition("_")[0]
    kept, more = start.rsplit("-", 1)
    assert more == "etc"
    words = [word.replace("_", "-") for word in sectors]
    assert kept in ["-".join(words[:count]) for count in range(2, len(words))]


def test_only_an_option_that_was_changed_is_in_the_name(toy: Taker) -> None:
    row = find_format("csv")
    assert row.name(row.with_options(toy(), {})) == "toytown-map_en_2026-11-22.csv"
    changed = row.with_options(toy(), {"mark": "plain"})
    assert row.name(changed) == "toytown-map_plain_en_2026-11-22.csv"


def test_a_name_is_safe_and_bounded_whatever_is_asked(zone: Zone) -> None:
    everything = taker(zone)(
        "&".join(
            (
                "sector=" + ".".join(row.id for row in zone.catalog.sectors),
                "group=" + ".".join(row.id for row in zone.catalog.sector_groups),
                "role=" + ".".join(row.id for row in zone.catalog.role_groups),
            )
        )
    )
    name = find_format("geojson").name(everything)
    assert re.fullmatch(r"[A-Za-z0-9._-]+", name)
    assert len(name) <= NAME_MAX + len(".geojson")
    assert name.endswith("_en_2026-11-22.geojson")


def test_the_link_leads_to_the_view(shipped: Taker) -> None:
    take = shipped("sector=ai", lang="zh")
    assert take.link == "https://atlas.example/map?lang=zh&sector=ai"
    assert take.query == "lang=zh&sector=ai"


SLOW = ("pptx", "pdf", "png", "svg", "html")
"""Formats that can take over a second."""


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.slug)
@pytest.mark.parametrize("query", ["", "story=told"])
def test_a_format_tells_how_far_it_is(row: Format, query: str, toy_zone: Zone) -> None:
    take = taker(with_story(toy_zone))(query)
    if take.story and not row.tells_stories:
        pytest.skip("of a view, not of a story")
    heard: list[tuple[int, int]] = []
    written = row.write(take, lambda done, of: heard.append((done, of)))
    assert len(written) == pytest.approx(len(row.write(take)), rel=0.01)
    assert len(heard) >= (3 if row.slug in SLOW else 0)
    assert all(after > before for (before, _), (after, _) in pairwise(heard))
    assert {of for _, of in heard} <= {heard[-1][0] if heard else 0}
