"""A real nginx on loopback: the configuration of `deploy/`, with other ports and files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT, free_port

CONFIGURATION = ROOT / "deploy" / "nginx" / "atlas.conf"
BASE = "/atlas"
SESSIONS_MAX = 5
"""Sessions of one address; the configuration has a number a test need not open."""
WRAPPER = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr notice;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/atlas.conf;
}}
"""


class Proxy:
    """nginx, with a certificate of its own, before replicas at the given ports."""

    def __init__(self, folder: Path, replicas: Iterable[int]) -> None:
        nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        openssl = shutil.which("openssl")
        if not nginx or not openssl:
            if os.environ.get("ZGC_MAP_REQUIRE_BROWSER"):
                pytest.fail("no nginx or no openssl on this machine, where all tests have to run")
            pytest.skip("no nginx or no openssl here (Debian: apt-get install nginx-light openssl)")
        subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
        subprocess.run(
            [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", *files, *subject],
            check=True,
            capture_output=True,
        )
        self.port, plain = free_port(), free_port()
        text = CONFIGURATION.read_text(encoding="utf-8")
        for old, new in zip(("8501", "8502"), replicas, strict=True):
            text = text.replace(f"127.0.0.1:{old}", f"127.0.0.1:{new}")
        changes = {
            r"listen 80;": f"listen 127.0.0.1:{plain};",
            r"listen 80 default_server;": f"listen 127.0.0.1:{plain} default_server;",
            r"listen 443 ssl;": f"listen 127.0.0.1:{self.port} ssl;",
            r"listen 443 ssl default_server;": f"listen 127.0.0.1:{self.port} ssl default_server;",
            r"ssl_certificate  .*;": f"ssl_certificate {folder}/certificate.pem;",
            r"ssl_certificate_key .*;": f"ssl_certificate_key {folder}/key.pem;",
            r"limit_conn atlas_sessions \d+;": f"limit_conn atlas_sessions {SESSIONS_MAX};",
        }
        for pattern, new in changes.items():
            text, count = re.subn(pattern, new, text)
            assert count == 1, pattern
        text = text.replace("atlas.example.org", "localhost")
        (folder / "atlas.conf").write_text(text, encoding="utf-8")
        (folder / "nginx.conf").write_text(WRAPPER.format(folder=folder), encoding="utf-8")
        self.process = subprocess.Popen(
            [nginx, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr is not None
        said = []
        for line in self.process.stderr:  # blocks until nginx works
            said.append(line)
            if "start worker process " in line:
                return
        raise RuntimeError("nginx did not start:\n" + "".join(said))

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}{BASE}"

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=30)
