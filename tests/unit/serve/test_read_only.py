"""The app on a machine whose whole disk is mounted read-only."""

from __future__ import annotations

import subprocess

import pytest

from tests.e2e.conftest import ROOT
from tests.e2e.production import Production

READ_ONLY = """
while read -r _ point _; do mount -o remount,bind,ro "$point" || true; done < /proc/self/mounts
if touch "$PWD/x" || touch /tmp/x; then exit 3; fi
exec "$@"
"""
MOUNTED = ["unshare", "--mount", "--map-root-user", "sh", "-c", READ_ONLY, "read-only"]
"""Runs a command where nothing can be made, changed or removed, in a mount namespace of its own."""

pytestmark = pytest.mark.skipif(
    subprocess.run([*MOUNTED, "true"], cwd=ROOT, check=False, capture_output=True).returncode != 0,
    reason="this machine lets no process mount anything anew",
)


def test_the_server_answers_and_ends_in_order() -> None:
    server = Production(under=MOUNTED)
    assert server.get("/readyz")[0] == 200
    status, _, page = server.get("/map?lang=en&park=haidian")
    assert status == 200 and "The source does not mention 9 more parks" in page
    status, _, beside = server.get("/beside/light?lang=en&park=haidian")
    assert status == 200 and "Zhongguancun Haidian Park" in beside
    server.stop()
