"""Zhongguancun Atlas: an industrial-park map whose every fact leads to its claim."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
"""The folder of the project: data, pages and static files lie in it, beside the code."""
