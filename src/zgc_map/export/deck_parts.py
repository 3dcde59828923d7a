"""What a deck's file needs beyond its library: theme, fonts, cell borders, words for shapes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from zgc_map.export.looks import Looks, rgb
from zgc_map.export.typeface import cleaned

LATIN, CHINESE = "Noto Sans", "Noto Sans SC"
"""Open fonts, one a script, named in the theme alone; docs/decisions/0030 says why these."""

_SANS = {"panose": "020B0604020202020204", "pitchFamily": "34", "charset": "0"}
"""What a program needs to know to put a font of the same kind in the place of one it lacks."""

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def px(value: float) -> Emu:
    """Return pixels as the unit of a deck."""
    return Emu(round(value * 9525))


def points(size: float) -> Any:
    """Return a size in pixels as points, to the half."""
    return Pt(round(size * 1.5) / 2)


def colored(color: str) -> RGBColor:
    """Return a colour (#rrggbb) as a deck has it."""
    return RGBColor(*(int(color[at : at + 2], 16) for at in (1, 3, 5)))


def readable(color: str) -> str:
    """Return black or white: what is easier to read on a colour."""
    red, green, blue = rgb(color)
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.45 else "#ffffff"


def said(shape: Any, name: str, words: str) -> None:
    """Name a shape, and say what it shows to those who cannot see it."""
    shape.name = cleaned(name)
    shape._element.xpath(".//p:cNvPr")[0].set("descr", cleaned(words))


def margins(frame: Any, size: float) -> None:
    """Set all margins of a frame or a cell."""
    for side in ("left", "right", "top", "bottom"):
        setattr(frame, f"margin_{side}", px(size))


def edged(cell: Any, side: str, color: str, size: float) -> None:
    """Draw one border of a cell, such as `a:lnB`; borders have to come before the fill."""
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn(side)):
        properties.remove(old)
    line = _added(properties, side, w=str(px(size)), cmpd="sng")
    _added(_added(line, "a:solidFill"), "a:srgbClr", val=color[1:].upper())
    order = ("lnL", "lnR", "lnT", "lnB", "noFill", "solidFill")
    properties[:] = sorted(properties, key=lambda node: order.index(node.tag.rpartition("}")[2]))


def see_through(shape: Any, opacity: float) -> None:
    """Let what lies under a filled shape be seen."""
    [fill] = shape._element.xpath("./p:spPr/a:solidFill/a:srgbClr")
    _added(fill, "a:alpha", val=str(round(opacity * 100_000)))


def _added(parent: Any, tag: str, **attributes: str) -> Any:
    """Return an element added to another."""
    node = parent.makeelement(qn(tag), attributes)
    parent.append(node)
    return node


def dress(deck: Any, looks: Looks, accents: Sequence[str], *, dark: bool) -> None:
    """Give a deck the map's colours and fonts of three scripts, on wide slides."""
    master = deck.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = parse_xml(theme.blob)
    names = ["ink", "paper", "soft", "land"]
    slots = ["lt1", "dk1", "lt2", "dk2"] if dark else ["dk1", "lt1", "dk2", "lt2"]
    shades = dict(zip(slots, map(looks.color, names), strict=True))
    shades |= {f"accent{at}": color for at, color in zip(range(1, 7), accents, strict=False)}
    shades |= {"hlink": looks.color("accent"), "folHlink": looks.color("accent")}
    for slot, color in shades.items():
        [node] = root.iter(f"{{{_A}}}{slot}")
        node[:] = []
        _added(node, "a:srgbClr", val=color[1:].upper())
    for kind in ("majorFont", "minorFont"):
        [fonts] = root.iter(f"{{{_A}}}{kind}")
        for slot, name in (("latin", LATIN), ("ea", CHINESE)):
            node = fonts.find(f"{{{_A}}}{slot}")
            node.attrib.clear()
            node.attrib.update({"typeface": name} | (_SANS if slot == "latin" else {}))
        for font in fonts.findall(f"{{{_A}}}font"):
            if font.get("script") == "Hans":
                font.set("typeface", CHINESE)
    theme._blob = serialize_part_xml(root)
    if dark:
        colors = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
        for slot, color in colors.items():
            master._element.find(qn("p:clrMap")).set(slot, color)
    [level] = master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr")
    level.set("algn", "l")
    run = level.find(qn("a:defRPr"))
    run.set("sz", "2800")
    run.set("b", "1")
    _widen([master, *deck.slide_layouts], deck.slide_width)
    for layout in (master, deck.slide_layouts.get_by_name("Title Only")):
        title = next(shape for shape in layout.placeholders if shape.placeholder_format.idx == 0)
        title.left, title.top, title.width, title.height = px(48), px(28), px(1184), px(72)
        title.text_frame.vertical_anchor = None
        body = title._element.find(qn("p:txBody")).find(qn("a:bodyPr"))
        body.set("lIns", "0")
        body.set("anchor", "ctr")


def _widen(places: Iterable[Any], wide: int) -> None:
    """Stretch what the library's own template has at the width of a narrow slide."""
    for place in places:
        for shape in place.shapes:
            if shape._element.xpath("./p:spPr/a:xfrm"):
                shape.left = Emu(round(shape.left * wide / 9_144_000))
                shape.width = Emu(round(shape.width * wide / 9_144_000))
