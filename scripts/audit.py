"""Look up what the lock names in the database of known vulnerabilities (OSV), with pip-audit.

Fails on a known vulnerability. Where the database cannot be reached nothing was audited: that is
said, and is no failure, so that work goes on without a network.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
DATABASE = "https://api.osv.dev/v1/query"

_UNREACHED = re.compile(
    r"^(requests\.exceptions\.|pip_audit\..*(ServiceError|ConnectionError))", re.M
)


def main() -> int:
    """Return 1 if a locked package has a known vulnerability or the lock cannot be read, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lock", type=Path, default=LOCK)
    parser.add_argument("--database", default=DATABASE, help="address of an OSV query interface")
    given = parser.parse_args()
    options = ["-s", "osv", "--osv-url", given.database, "-f", "json"]
    options += ["-r", str(given.lock), "--disable-pip", "--no-deps"]  # a lock is complete
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", *options, "--progress-spinner", "off"],
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.strip():
        if _UNREACHED.search(done.stderr):
            print(
                f"NOT AUDITED: the database of vulnerabilities cannot be reached: {given.database}"
            )
            return 0
        print(done.stderr, file=sys.stderr)
        return 1
    packages = json.loads(done.stdout)["dependencies"]
    found = [
        f"{package['name']} {package['version']}: {one['id']}, "
        f"mended in {', '.join(one['fix_versions']) or 'no version yet'}"
        for package in packages
        for one in package.get("vulns", ())
    ]
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    if skipped:
        print(f"Could not be audited: {', '.join(skipped)}")
    print("\n".join(found or ["No known vulnerabilities"]), f"({len(packages)} packages)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
