"""What the README promises: its commands, run as they stand there."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import free_port
from tests.e2e.reader import Reader

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_make_run_opens_the_app(open_reader: Callable[..., Reader]) -> None:
    assert re.search(r"^make run\b", README, re.MULTILINE)
    if Path(sys.prefix) != ROOT / ".venv":
        pytest.skip("runs inside the environment that make sets up, so that it installs nothing")
    port = free_port()
    arguments = f"RUN_ARGS=--server.headless=true --server.port={port}"
    process = subprocess.Popen(
        ["make", "run", arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        said = next((line for line in process.stdout if "URL:" in line), "")
        assert str(port) in said
        reader = open_reader(f"http://127.0.0.1:{port}")
        reader.area_ready()
        expect(
            reader.page.locator("[data-testid=stSidebar] .masthead .title").first
        ).to_be_attached()
        reader.page.close()  # before its server goes, which the page would report
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=30)


def test_the_way_without_make_names_what_is_there() -> None:
    line = next(line for line in README.splitlines() if line.startswith("The same without make"))
    locks = re.findall(r"-r (\S+\.lock)", line)
    assert locks and all("--hash=sha256:" in (ROOT / lock).read_text("utf-8") for lock in locks)
    assert "--require-hashes" in line and "streamlit run app.py" in line
    assert (ROOT / "app.py").is_file()


def test_the_data_check_the_readme_names_passes_on_the_shipped_data() -> None:
    assert re.search(r"zgc-map check", README)
    done = subprocess.run(
        [sys.executable, "-m", "zgc_map", "check", "data"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
