"""Every text can be read on every ground it stands on, in both themes (WCAG 2.2, 1.4.3: 4.5)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from coloraide import Color

from zgc_map.model import Catalog

ROOT = Path(__file__).resolve().parents[2]
STYLES = ROOT / "src" / "zgc_map" / "render" / "styles"
THEMES = ("light", "dark")
TEXT = 4.5
SHAPE = 3.0
"""What shapes and outlines need (1.4.11)."""


def variables(css: str, selector: str) -> dict[str, str]:
    """Return the colours a style sheet names under a selector: name → #rrggbb or #rrggbbaa."""
    found = re.findall(rf"^{re.escape(selector)} {{([^{{}}]*)}}", css, re.MULTILINE)
    (block,) = (rules for rules in found if "--" in rules)
    return dict(re.findall(r"--([a-z]+):\s*(#[0-9a-f]{3,8})\s*;", block))


def frame(theme: str) -> dict[str, str]:
    return variables((STYLES / f"{theme}.css").read_text("utf-8"), ":root")


def map_colors(theme: str) -> dict[str, str]:
    css = (ROOT / "static" / "atlas" / "map.css").read_text("utf-8")
    light = variables(css, ".atlas-look")
    return light if theme == "light" else light | variables(css, '.atlas-look[data-theme="dark"]')


def streamlit(theme: str) -> dict[str, Any]:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    found: dict[str, Any] = config["theme"][theme]
    return found


def contrast(front: str, *ground: str) -> float:
    """Return the contrast of a colour on a ground; grounds that shine through lie on the next."""
    under = Color.layer([Color(layer) for layer in ground], space="srgb")
    seen = Color.layer([Color(front), under], space="srgb")
    return float(seen.contrast(under, method="wcag21"))


def too_weak(pairs: Iterator[tuple[str, str, tuple[str, ...]]], needed: float) -> list[str]:
    """Return which of named pairs have less contrast than needed."""
    return [
        f"{name}: {front} on {'/'.join(ground)} has {found:.2f}"
        for name, front, ground in pairs
        if (found := contrast(front, *ground)) < needed
    ]


INKS = ("ink", "soft", "ok", "go", "help", "plan", "warn", "accent")
GROUNDS = ("paper", "raised", "tint")


def test_contrast_is_measured_right() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#000", "#ffffff80", "#000") == pytest.approx(
        contrast("#000", "#808080"), abs=0.1
    )


@pytest.mark.parametrize("theme", THEMES)
def test_the_frame_can_be_read(theme: str) -> None:
    colors = frame(theme)
    pairs = ((f"{ink} on {on}", colors[ink], (colors[on],)) for ink in INKS for on in GROUNDS)
    weak = too_weak(pairs, TEXT)
    assert not weak, "\n".join(["", *weak])


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_of_the_frame_is_known_to_this_test(theme: str) -> None:
    assert set(frame(theme)) == {*INKS, *GROUNDS, "rule"}
    used = set(re.findall(r"var\(--([a-z]+)\)", (STYLES / "atlas.css").read_text("utf-8")))
    assert used <= {*frame(theme), "sector"}


@pytest.mark.parametrize("theme", THEMES)
def test_the_frame_and_streamlit_share_their_paper_and_ink(theme: str) -> None:
    colors, ours = streamlit(theme), frame(theme)
    assert colors["backgroundColor"] == ours["paper"]
    assert colors["textColor"] == ours["ink"]
    assert colors["primaryColor"] == ours["accent"]
    assert colors["linkColor"] == ours["go"]
    assert colors["borderColor"] == ours["rule"]


@pytest.mark.parametrize("theme", THEMES)
def test_streamlits_elements_can_be_read(theme: str) -> None:
    colors = streamlit(theme)
    grounds = {
        f"{name} {part}": side[part]
        for name, side in (("page", colors), ("sidebar", colors["sidebar"]))
        for part in ("backgroundColor", "secondaryBackgroundColor")
    }
    fronts = {name: colors[name] for name in ("textColor", "linkColor", "primaryColor")}
    fronts["masthead"] = frame(theme)["soft"]
    pairs = (
        (f"{name} on {on}", front, (ground,))
        for name, front in fronts.items()
        for on, ground in grounds.items()
    )
    weak = too_weak(pairs, TEXT)
    assert not weak, "\n".join(["", *weak])


@pytest.mark.parametrize("theme", THEMES)
def test_a_chosen_park_can_be_read_on_its_chip(theme: str) -> None:
    (ink,) = re.findall(
        r"^\.st-key-compare \[data-tag\].*color: var\(--(\w+)\)",
        (STYLES / "tables.css").read_text("utf-8"),
        re.MULTILINE,
    )
    assert contrast(frame(theme)[ink], streamlit(theme)["primaryColor"]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_the_map_can_be_read(theme: str) -> None:
    colors = map_colors(theme)
    grounds = {
        "paper": (colors["paper"],),
        "land": (colors["land"],),
        "bar": (colors["bar"],),
        **{f"panel over {on}": (colors["panel"], colors[on]) for on in ("paper", "land", "off")},
        "panel over a black map": (colors["panel"], "#000000"),
        "panel over a white map": (colors["panel"], "#ffffff"),
    }
    pairs = (
        (f"{ink} on {on}", colors[ink], ground)
        for ink in ("ink", "soft")
        for on, ground in grounds.items()
    )
    weak = too_weak(pairs, TEXT)
    weak += too_weak(iter([("a chosen label", colors["paper"], (colors["selected"],))]), TEXT)
    weak += too_weak(iter([("a pressed legend entry", colors["paper"], (colors["ink"],))]), TEXT)
    assert not weak, "\n".join(["", *weak])


@pytest.mark.parametrize("theme", THEMES)
def test_the_map_and_the_frame_share_their_paper_and_ink(theme: str) -> None:
    inside, outside = map_colors(theme), frame(theme)
    assert {name: inside[name] for name in ("paper", "ink", "soft", "rule")} == {
        name: outside[name] for name in ("paper", "ink", "soft", "rule")
    }


@pytest.mark.parametrize("theme", THEMES)
def test_the_dark_map_forgets_no_colour(theme: str) -> None:
    css = (ROOT / "static" / "atlas" / "map.css").read_text("utf-8")
    light, dark = (
        variables(css, ".atlas-look"),
        variables(css, '.atlas-look[data-theme="dark"]'),
    )
    assert set(light) == set(dark)
    assert set(re.findall(r"var\(--([a-z]+)\)", css)) - {"shadow"} <= set(map_colors(theme))


@pytest.mark.parametrize("theme", THEMES)
def test_focus_can_be_seen(theme: str) -> None:
    colors, ours = map_colors(theme), frame(theme)
    pairs = [
        (f"on the map's {on}", colors["accent"], (colors[on],)) for on in ("paper", "land", "bar")
    ]
    pairs += [(f"on the page's {on}", ours["accent"], (ours[on],)) for on in GROUNDS]
    weak = too_weak(iter(pairs), SHAPE)
    assert not weak, "\n".join(["", *weak])


@pytest.mark.parametrize("theme", THEMES)
def test_words_in_a_cell_of_the_matrix_can_be_read(catalog: Catalog, theme: str) -> None:
    """A cell is tinted with its sector's colour; the share is the one the style sheet mixes in."""
    css = (STYLES / "atlas.css").read_text("utf-8")
    (share,) = re.findall(r"color-mix\(in srgb, var\(--sector\) (\d+)%, var\(--raised\)\)", css)
    colors = frame(theme)
    pairs = []
    for group in catalog.sector_groups:
        sector = group.color_dark if theme == "dark" else group.color
        mixed = (
            Color(colors["raised"]).mix(sector, int(share) / 100, space="srgb").to_string(hex=True)
        )
        pairs += [(f"{ink} in {group.id}", colors[ink], (mixed,)) for ink in ("ink", "plan")]
    weak = too_weak(iter(pairs), TEXT)
    assert not weak, "\n".join(["", *weak])


@pytest.mark.parametrize("theme", THEMES)
def test_dots_and_edges_of_sectors_can_be_seen(catalog: Catalog, theme: str) -> None:
    colors, ours = map_colors(theme), frame(theme)
    pairs = [
        (f"{group.id} on {name}", group.color_dark if theme == "dark" else group.color, (ground,))
        for group in catalog.sector_groups
        for name, ground in (
            ("the page", ours["paper"]),
            ("a card", ours["raised"]),
            ("the map's bar", colors["bar"]),
            ("the map's land", colors["land"]),
        )
    ]
    weak = too_weak(iter(pairs), SHAPE)
    assert not weak, "\n".join(["", *weak])


PROJECTED = 7.0
"""What text on stage needs: a projector washes out (1.4.6)."""


@pytest.mark.parametrize("theme", THEMES)
def test_the_stage_can_be_read_from_the_back_of_a_room(theme: str) -> None:
    (share,) = re.findall(
        r"--quiet: color-mix\(in srgb, var\(--ink\) (\d+)%, var\(--paper\)\)",
        (STYLES / "atlas.css").read_text("utf-8"),
    )
    for name in ("bare", "stage", "speaker", "handout"):
        assert "var(--soft)" not in (STYLES / "pages" / f"{name}.css").read_text("utf-8")
    colors = frame(theme)
    quiet = Color(colors["paper"]).mix(colors["ink"], int(share) / 100, space="srgb")
    fronts = {name: colors[name] for name in ("ink", "warn", "accent", "plan")}
    fronts["quiet"] = quiet.to_string(hex=True)
    pairs = ((name, front, (colors["paper"],)) for name, front in fronts.items())
    weak = too_weak(pairs, PROJECTED)
    assert not weak, "\n".join(["", *weak])
