"""What an operator may set, read from the environment once, at start."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

_BASE_PATH = re.compile(r"/?([A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*/?)?")
_HOST = re.compile(r"(\*\.)?[A-Za-z0-9.-]+")
_ANCESTOR = re.compile(r"'self'|'none'|https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?")
_LEVEL = re.compile("debug|info|warning|error", re.IGNORECASE)


@dataclass(frozen=True)
class Settings:
    """The settings of a server, checked. `docs/operations.md` describes each."""

    address: str
    port: int
    base_path: str
    hosts: tuple[str, ...]
    frame_ancestors: tuple[str, ...]
    log_level: str


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of an environment, or their defaults.

    Raises ValueError, with the name of the variable, for a value that cannot be meant.
    """

    def words(name: str, default: str, form: re.Pattern[str]) -> tuple[str, ...]:
        found = tuple(environment.get(name, default).split())
        wrong = [word for word in found if not form.fullmatch(word)]
        if wrong:
            raise ValueError(f"{name}: cannot be {' '.join(wrong)!r}")
        return found

    def word(name: str, default: str, form: re.Pattern[str]) -> str:
        found = words(name, default, form)
        if len(found) > 1:
            raise ValueError(f"{name}: one value only")
        return found[0] if found else default

    port = int(word("ZGC_MAP_PORT", "8501", re.compile(r"\d{1,5}")))
    if not 1 <= port <= 65_535:
        raise ValueError(f"ZGC_MAP_PORT: cannot be {port}; a port is 1 to 65535")
    base_path = word("ZGC_MAP_BASE_PATH", "", _BASE_PATH).strip("/")
    return Settings(
        address=word("ZGC_MAP_ADDRESS", "127.0.0.1", re.compile(r"[A-Za-z0-9.:-]+")),
        port=port,
        base_path=f"/{base_path}" if base_path else "",
        hosts=words("ZGC_MAP_HOSTS", "", _HOST),
        frame_ancestors=words("ZGC_MAP_FRAME_ANCESTORS", "", _ANCESTOR) or ("'self'",),
        log_level=word("ZGC_MAP_LOG_LEVEL", "info", _LEVEL).upper(),
    )
