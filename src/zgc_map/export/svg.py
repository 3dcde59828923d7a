"""A drawing as SVG: text stays text, in a typeface the file carries with it."""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree as ET

from zgc_map.export.drawing import Drawing, Line, Round, Shape, Text
from zgc_map.export.plate import SIZES, draw_plate
from zgc_map.export.progress import Tell, silent
from zgc_map.export.take import Take
from zgc_map.export.typeface import FAMILY, embedded

Thing = Shape | Round | Line | Text


def write(take: Take, tell: Tell) -> bytes:
    """Return the picture of a view, in the size chosen."""
    size = SIZES[take.chosen["size"]]
    drawing = draw_plate(take, size, dark=take.dark)
    tell(1, 4)
    written = draw_svg(drawing, tell)
    tell(4, 4)
    return written


def draw_svg(drawing: Drawing, tell: Tell = silent) -> bytes:
    """Return a drawing as an SVG document that needs no other file and no font of its reader."""
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": _number(drawing.width),
            "height": _number(drawing.height),
            "viewBox": f"0 0 {_number(drawing.width)} {_number(drawing.height)}",
            "lang": drawing.lang,
            "role": "img",
            "font-family": f"'{FAMILY}', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif",
            "stroke-linejoin": "round",
            "fill-rule": "evenodd",
        },
    )
    ET.SubElement(root, "title").text = drawing.title
    ET.SubElement(root, "desc").text = drawing.description
    ET.SubElement(root, "style").text = _faces(drawing, tell)
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": drawing.paper})
    for park, things in groupby(drawing.things, _park):
        group = ET.SubElement(root, "g", {"data-park": park}) if park else root
        for thing in things:
            _add(group, thing)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _faces(drawing: Drawing, tell: Tell) -> str:
    """Return the rules of the font, cut to the signs the drawing shows."""
    rules = []
    for done, bold in enumerate((False, True), start=2):
        signs = frozenset(sign for row in drawing.texts() if row.bold is bold for sign in row.text)
        if signs:
            source = f"url(data:font/woff;base64,{embedded(signs, bold=bold)}) format('woff')"
            weight = 700 if bold else 400
            rules.append(
                f"@font-face {{ font-family: '{FAMILY}'; font-weight: {weight}; src: {source}; }}"
            )
        tell(done, 4)
    return "\n".join(rules)


def _park(thing: Thing) -> str:
    return thing.park if isinstance(thing, Shape | Round) else ""


def _add(parent: ET.Element, thing: Thing) -> None:
    match thing:
        case Shape():
            look = {"class": thing.part.value, "d": _path(thing), "fill": thing.fill or "none"}
            if thing.stroke:
                look |= {"stroke": thing.stroke, "stroke-width": _number(thing.width)}
            if thing.dash:
                look["stroke-dasharray"] = " ".join(map(_number, thing.dash))
            node = ET.SubElement(parent, "path", look)
            if thing.name:
                ET.SubElement(node, "title").text = thing.name
        case Round():
            at = {"cx": _number(thing.x), "cy": _number(thing.y), "r": _number(thing.radius)}
            look = {"fill": thing.fill, "stroke": thing.stroke}
            ET.SubElement(parent, "circle", at | look | {"stroke-width": _number(thing.width)})
        case Line():
            ends = {
                "x1": _number(thing.x0), "y1": _number(thing.y0),
                "x2": _number(thing.x1), "y2": _number(thing.y1),
            }  # fmt: skip
            look = {"stroke": thing.stroke, "stroke-width": _number(thing.width)}
            ET.SubElement(parent, "line", ends | look)
        case Text():
            _text(parent, thing)


def _text(parent: ET.Element, thing: Text) -> None:
    if thing.box:
        left, top, right, bottom = thing.box
        ET.SubElement(
            parent,
            "rect",
            {
                "x": _number(left), "y": _number(top), "rx": "3",
                "width": _number(right - left), "height": _number(bottom - top),
                "fill": thing.box_fill, "fill-opacity": _number(thing.box_opacity),
            },
        )  # fmt: skip
    look = {
        "x": _number(thing.x), "y": _number(thing.y),
        "font-size": _number(thing.size), "fill": thing.color,
    }  # fmt: skip
    if thing.bold:
        look["font-weight"] = "700"
    ET.SubElement(parent, "text", look).text = thing.text


def _path(shape: Shape) -> str:
    return "".join(
        "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in ring[:-1]) + "Z"
        for ring in shape.rings()
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
