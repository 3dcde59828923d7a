"""A link as a picture that a phone can read."""

from __future__ import annotations

import segno

QUIET = 4
"""Modules of empty border, as the standard asks for."""


def qr_uri(text: str) -> str:
    """Return a QR code as an SVG in a data URI: dark on light in both themes, with quiet zone."""
    code = segno.make(text, error="m", micro=False)
    return code.svg_data_uri(border=QUIET, dark="#000", light="#fff", omitsize=True)
