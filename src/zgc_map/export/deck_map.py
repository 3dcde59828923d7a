"""A drawing as shapes of a slide: every place an area of its own that can be moved and coloured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import shapely
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn

from zgc_map.export.deck_parts import colored, margins, points, px, said, see_through
from zgc_map.export.drawing import Line, Part, Round, Shape, Text
from zgc_map.export.typeface import cleaned, width

DETAIL = 0.4
"""Outlines are drawn with this tolerance, in pixels, so that they stay light to edit."""

Linker = Callable[[str], str]
"""From the id of a park to the address its shapes lead to, empty if there is none."""


def draw_shapes(
    slide: Any,
    things: Sequence[Shape | Round | Line | Text],
    name: str,
    words: str,
    lang: str,
    link: Linker,
) -> Any:
    """Return the group a drawing (pixels) was added to a slide as, named and described.

    It is made of shapes that are there: measured anew with each, it takes half as long again.
    """
    shapes, before, band = slide.shapes, len(slide.shapes), None
    for thing in things:
        match thing:
            case Shape(part=Part.HATCH):
                band = band or _area(shapes, replace(thing, geometry=thing.geometry.envelope))
                if band is not None and thing.pattern:
                    _hatched(band, *thing.pattern)
            case Shape():
                drawn = _area(shapes, thing)
                band = drawn if thing.part is Part.BAND else None
                if drawn is not None and thing.park and thing.fill and (to := link(thing.park)):
                    drawn.click_action.hyperlink.address = to
            case Round():
                _round(shapes, thing)
            case Line():
                ends = map(px, (thing.x0, thing.y0, thing.x1, thing.y1))
                line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
                line.line.color.rgb, line.line.width = colored(thing.stroke), px(thing.width)
            case Text():
                _text(shapes, thing, lang)
    group = shapes.add_group_shape(list(shapes)[before:])
    said(group, name, words)
    return group


def _area(shapes: Any, thing: Shape) -> Any:
    """Add an area as a freeform; return None if nothing of it is left to draw."""
    coarse = Shape(thing.part, shapely.simplify(thing.geometry, DETAIL))
    rings = [ring for ring in coarse.rings() if len(ring) > 3]
    if not rings:
        return None
    start = rings[0][0]
    builder = shapes.build_freeform(px(start[0]), px(start[1]), scale=1.0)
    for number, ring in enumerate(rings):
        if number:
            builder.move_to(px(ring[0][0]), px(ring[0][1]))
        builder.add_line_segments([(px(x), px(y)) for x, y in ring[1:-1]], close=True)
    shape = builder.convert_to_shape()
    said(shape, thing.name or thing.part.value, thing.name)
    _plain(shape)
    if thing.fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colored(thing.fill)
    else:
        shape.fill.background()
    if thing.stroke:
        shape.line.color.rgb, shape.line.width = colored(thing.stroke), px(thing.width)
        if thing.dash:
            _dashed(shape, [part / thing.width for part in thing.dash])
    else:
        shape.line.fill.background()
    return shape


def _round(shapes: Any, thing: Round) -> None:
    side = px(thing.radius * 2)
    at = px(thing.x - thing.radius), px(thing.y - thing.radius)
    shape = shapes.add_shape(MSO_SHAPE.OVAL, *at, side, side)
    _plain(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colored(thing.fill)
    shape.line.color.rgb, shape.line.width = colored(thing.stroke), px(thing.width)


def _text(shapes: Any, thing: Text, lang: str) -> None:
    """Add a line of text; with room to spare, as another font may be wider."""
    wide = width(thing.text, thing.size, bold=thing.bold)
    box = thing.box or (
        thing.x, thing.y - thing.size, thing.x + wide * 1.06, thing.y + thing.size * 0.3
    )  # fmt: skip
    left, top, right, bottom = box
    shape = shapes.add_textbox(px(left), px(top), px(right - left), px(bottom - top))
    shape.name = cleaned(thing.text)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = False, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    margins(frame, 0)
    if thing.box:
        frame._txBody.find(qn("a:bodyPr")).set("anchorCtr", "1")
        shape.fill.solid()
        shape.fill.fore_color.rgb = colored(thing.box_fill)
        see_through(shape, thing.box_opacity)
    run = frame.paragraphs[0].add_run()
    run.text = cleaned(thing.text)
    run.font._rPr.set("lang", lang)
    run.font.size, run.font.bold = points(thing.size), thing.bold
    run.font.color.rgb = colored(thing.color)


def _hatched(shape: Any, fore: str, back: str) -> None:
    shape.fill.patterned()
    shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    shape.fill.fore_color.rgb, shape.fill.back_color.rgb = colored(fore), colored(back)


def _dashed(shape: Any, dash: Sequence[float]) -> None:
    """Give a line the map's own dashes, in parts of its width."""
    line = shape.line._get_or_add_ln()
    own = line.makeelement(qn("a:custDash"), {})
    pairs = zip(dash[::2], dash[1::2], strict=True)
    for on, off in pairs:
        sizes = {"d": str(round(on * 100_000)), "sp": str(round(off * 100_000))}
        own.append(own.makeelement(qn("a:ds"), sizes))
    line.append(own)


def _plain(shape: Any) -> None:
    """Take away the shadow and colours of the theme's own shape style."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
