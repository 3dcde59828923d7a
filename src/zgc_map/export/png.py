"""A drawing as a picture of dots, by matplotlib's own drawing machine, without a screen."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.image import imsave
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path
from numpy.typing import NDArray

from zgc_map.export.drawing import PX_PER_INCH, Drawing, Line, Round, Shape, Text
from zgc_map.export.plate import SIZES, draw_plate
from zgc_map.export.progress import Tell
from zgc_map.export.take import Take
from zgc_map.export.typeface import font_file

POINTS = 72 / PX_PER_INCH
"""Points in a CSS pixel."""


def write(take: Take, tell: Tell) -> bytes:
    """Return the picture of a view, in the size and with the dots chosen."""
    size, dpi = SIZES[take.chosen["size"]], take.chosen["dpi"]
    dots = size.dpi if dpi == "usual" else int(dpi)
    drawing = draw_plate(take, size, dark=take.dark)
    tell(1, 3)
    dotted = _dotted(drawing, dots)
    tell(2, 3)
    out = io.BytesIO()
    said = {"Title": drawing.title, "Description": drawing.description}
    imsave(out, dotted, format="png", dpi=dots, metadata=said)
    tell(3, 3)
    return out.getvalue()


def _dotted(drawing: Drawing, dpi: int) -> NDArray[np.uint8]:
    """Return a drawing as dots: rows of red, green, blue and opacity. Safe in several threads."""
    dots = [round(side * dpi / PX_PER_INCH) for side in (drawing.width, drawing.height)]
    inches = [(count + 0.01) / dpi for count in dots]  # what is cut off later is not a dot
    figure = Figure(figsize=(inches[0], inches[1]), dpi=dpi, facecolor=drawing.paper)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, drawing.width)
    axes.set_ylim(drawing.height, 0)
    for order, thing in enumerate(drawing.things):
        patch: Artist
        match thing:
            case Shape():
                patch = _patch(thing)
            case Round():
                patch = Circle(
                    (thing.x, thing.y), thing.radius, facecolor=thing.fill,
                    edgecolor=thing.stroke, linewidth=thing.width * POINTS,
                )  # fmt: skip
            case Line():
                patch = Line2D(
                    [thing.x0, thing.x1], [thing.y0, thing.y1], color=thing.stroke,
                    linewidth=thing.width * POINTS, dash_capstyle="butt", solid_capstyle="butt",
                )  # fmt: skip
            case Text():
                if thing.box:
                    left, top, right, bottom = thing.box
                    axes.add_patch(
                        Rectangle(
                            (left, top), right - left, bottom - top, facecolor=thing.box_fill,
                            alpha=thing.box_opacity, linewidth=0, zorder=order,
                        )
                    )  # fmt: skip
                axes.text(
                    thing.x, thing.y, thing.text, color=thing.color, zorder=order,
                    fontproperties=_font(thing.bold), fontsize=thing.size * POINTS,
                    parse_math=False, va="baseline", ha="left",
                )  # fmt: skip
                continue
        patch.set_zorder(order)
        axes.add_artist(patch)
    canvas.draw()  # type: ignore[no-untyped-call]  # typed in part
    return np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # typed in part


def _patch(shape: Shape) -> PathPatch:
    vertices, codes = [], []
    for ring in shape.rings():
        vertices.append(ring)
        code = np.full(len(ring), Path.LINETO, dtype=np.uint8)
        code[0], code[-1] = Path.MOVETO, Path.CLOSEPOLY
        codes.append(code)
    path = Path(np.vstack(vertices), np.concatenate(codes)) if vertices else Path(np.empty((0, 2)))
    dashes = (0, [part / shape.width for part in shape.dash]) if shape.dash else "solid"
    return PathPatch(
        path,
        facecolor=shape.fill or "none",
        edgecolor=shape.stroke or "none",
        linewidth=shape.width * POINTS if shape.stroke else 0,
        linestyle=dashes,
        joinstyle="round",
    )


@lru_cache(maxsize=2)
def _font(bold: bool) -> FontProperties:
    return FontProperties(fname=str(font_file(bold=bold)))
