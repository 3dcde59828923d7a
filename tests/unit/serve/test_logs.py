from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit.logger

from zgc_map.serve.logs import log_as_json
from zgc_map.ui.trouble import number


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    """Leave the logs of this process as they were."""
    root = logging.getLogger()
    kept = (root.level, list(root.handlers))
    set_up = streamlit.logger.setup_formatter
    yield
    root.setLevel(kept[0])
    root.handlers[:] = kept[1]
    streamlit.logger.setup_formatter = set_up
    streamlit.logger.update_formatter()
    logging.captureWarnings(capture=False)


def records(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_every_event_is_one_line_of_json_whatever_is_in_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log_as_json("INFO")
    hostile = 'a\nb\r"}\x1b[31m\u2028{{7*7}}'
    logging.getLogger("zgc_map.x").info("seen %s", hostile, extra={"issues": [hostile]})
    (record,) = records(capsys)
    assert record["message"] == f"seen {hostile}"
    assert record["issues"] == [hostile]
    assert (record["level"], record["logger"]) == ("INFO", "zgc_map.x")
    assert record["time"]


@pytest.mark.parametrize("name", ["streamlit.known", "streamlit.late"])
def test_streamlit_writes_through_the_same_handler(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    if name == "streamlit.known":
        streamlit.logger.get_logger(name)
    log_as_json("INFO")
    streamlit.logger.get_logger(name).warning("told")
    assert [record["message"] for record in records(capsys)] == ["told"]


def test_a_trace_carries_the_number_the_reader_saw(capsys: pytest.CaptureFixture[str]) -> None:
    log_as_json("INFO")
    error = ValueError("cause")
    logging.getLogger("streamlit.error_util").error("Uncaught", exc_info=error)
    (record,) = records(capsys)
    assert record["error"] == number(error)
    assert "ValueError: cause" in record["exc_info"]


def test_numbers_tell_errors_apart() -> None:
    errors = [ValueError(), ValueError(), KeyError()]
    assert len({number(error) for error in errors}) == 3
    assert number(errors[0]) == number(errors[0])
