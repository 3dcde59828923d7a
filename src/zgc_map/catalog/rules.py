"""Every rule, in the order the stages run. Importing this module registers them all."""

from __future__ import annotations

from typing import Any

from zgc_map.catalog import (  # noqa: F401  # imported for the rules they register
    rules_assignments,
    rules_claims,
    rules_links,
    rules_package,
    rules_parks,
    rules_schema,
    rules_stories,
    rules_text,
)
from zgc_map.catalog.dataset import CONTRACT, MEANING, SCHEMA
from zgc_map.catalog.files import FILES
from zgc_map.catalog.package import JSON, PACKAGES
from zgc_map.catalog.stages import Stage
from zgc_map.catalog.stories import SHIPPED, STORIES
from zgc_map.catalog.story_text import SHELF, STORY_FILES
from zgc_map.catalog.tables import TABLES

__all__ = ["CONTRACT", "MEANING", "SCHEMA", "STAGES"]

STAGES: tuple[Stage[Any], ...] = (
    *(FILES, JSON, PACKAGES, TABLES, CONTRACT, SCHEMA, MEANING),
    *(SHELF, STORY_FILES, STORIES, SHIPPED),
)
"""Files first, stories last: a stage sees only what the stages before it let through."""
