"""The project's own files as text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
