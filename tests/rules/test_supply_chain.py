"""The audit fails on what is known to be vulnerable, and says when it could not look."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from scripts.audit import LOCK
from scripts.vendor_assets import BUNDLES
from scripts.write_sbom import bill
from tests.rules.test_project import pins

ROOT = Path(__file__).resolve().parents[2]
ONE = "jinja2==3.1.6 \\\n    --hash=sha256:" + "0" * 64 + "\n"
KNOWN = {
    "id": "PYSEC-0000-1",
    "summary": "bad",
    "modified": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9"}]}],
        }
    ],
}
LEAFLET = "pkg:npm/leaflet@1.9.4"


class Database(BaseHTTPRequestHandler):
    vulnerable: str | None = None
    """The package that a vulnerability is known of."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))["package"]
        known = self.vulnerable in {"jinja2", LEAFLET} & {asked.get("name"), asked.get("purl")}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"vulns": [KNOWN]} if known else {}).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(params=[None, "jinja2", LEAFLET], ids=["sound", "locked", "front-end"])
def database(request: pytest.FixtureRequest) -> Iterator[tuple[str, str | None]]:
    """A database of our own on loopback, and the package it knows a vulnerability of."""
    kind = type("Answering", (Database,), {"vulnerable": request.param})
    with HTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", request.param
        server.shutdown()
        thread.join()


def audit(lock: Path, database: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scripts.audit", "--lock", str(lock), "--database", database]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


SAID = {
    None: "No known vulnerabilities",
    "jinja2": "jinja2 3.1.6: PYSEC-0000-1, mended in 9",
    LEAFLET: f"{LEAFLET}: PYSEC-0000-1",
}


def test_a_known_vulnerability_fails_the_audit(
    database: tuple[str, str | None], tmp_path: Path
) -> None:
    (tmp_path / "one.lock").write_text(ONE)
    address, vulnerable = database
    done = audit(tmp_path / "one.lock", address)
    assert done.returncode == (vulnerable is not None)
    assert done.stdout == f"{SAID[vulnerable]} (1 packages, 4 of front-end files)\n"


def test_without_the_database_the_audit_says_that_it_has_not_looked(tmp_path: Path) -> None:
    (tmp_path / "one.lock").write_text(ONE)
    done = audit(tmp_path / "one.lock", "http://127.0.0.1:9/")
    assert (done.returncode, done.stdout.startswith("NOT AUDITED")) == (0, True)


def test_a_lock_that_cannot_be_read_is_no_sound_lock(tmp_path: Path) -> None:
    done = audit(tmp_path / "no.lock", "http://127.0.0.1:9/")
    assert done.returncode == 1


def test_the_bill_of_materials_names_everything_in_the_lock() -> None:
    parts = bill(LOCK.read_text("utf-8")).components
    found = {f"{part.name}=={part.version}" for part in parts if part.purl.type == "pypi"}
    assert found == {pin.partition(" ")[0] for pin in pins("requirements.lock").values()}
    assert len(found) > 20


def test_the_bill_of_materials_names_the_front_end_files_with_their_digests() -> None:
    parts = bill("").components
    shipped = [bundle for bundle in BUNDLES if not bundle.folder.startswith("tests/")]
    packages = {package.name: package for bundle in shipped for package in bundle.packages}
    assert {part.purl.to_string() for part in parts} == {
        f"pkg:npm/{name.replace('@', '%40')}@{package.version}"
        for name, package in packages.items()
    }
    for part in parts:
        (digest,) = part.hashes
        name = f"{part.group}/{part.name}" if part.group else part.name
        assert f"sha512-{base64.b64encode(bytes.fromhex(digest.content)).decode()}" == (
            packages[name].integrity
        )
    assert "leaflet" in packages and len(packages) > 3
