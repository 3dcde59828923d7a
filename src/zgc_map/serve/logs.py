"""Logs as JSON, one line an event, on standard error: ours, Streamlit's and the server's alike."""

from __future__ import annotations

import logging

import streamlit.logger
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from zgc_map.ui.trouble import number

FIELDS = ("asctime", "levelname", "name", "message")
NAMES = {"asctime": "time", "levelname": "level", "name": "logger"}


def log_as_json(level: str) -> None:
    """Send every log of the process through one handler that writes JSON lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        JsonFormatter(
            list(FIELDS),
            rename_fields=NAMES,
            datefmt="%Y-%m-%dT%H:%M:%S%z",
            reserved_attrs=[*RESERVED_ATTRS, "color_message"],
        )
    )
    handler.addFilter(_numbered)
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.captureWarnings(capture=True)
    # Streamlit gives each of its loggers a handler of its own, now and whenever a module of it is
    # imported later; this is where it does so.
    streamlit.logger.setup_formatter = _through_root
    streamlit.logger.update_formatter()


def _numbered(record: logging.LogRecord) -> bool:
    """Give a record with a trace the number that the reader was shown."""
    if record.exc_info and record.exc_info[1] is not None:
        record.error = number(record.exc_info[1])
    return True


def _through_root(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True
