"""Look up what the app is made of in the database of known vulnerabilities (OSV).

What the lock names is looked up by pip-audit, the front-end files by their names in the bill of
materials. Fails on a known vulnerability. Where the database cannot be reached nothing was audited:
that is said, and is no failure, so that work goes on without a network.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import requests

from scripts.write_sbom import bill

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
DATABASE = "https://api.osv.dev/v1/query"

_UNREACHED = re.compile(
    r"^(requests\.exceptions\.|pip_audit\..*(ServiceError|ConnectionError))", re.M
)


def main() -> int:
    """Return 1 if a part has a known vulnerability or the lock cannot be read, else 0."""
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
            return _not_audited(given.database)
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
    vendored = [part.purl.to_string() for part in bill("").components]
    try:
        found += [line for purl in vendored for line in _known(purl, given.database)]
    except requests.RequestException:
        return _not_audited(given.database)
    count = f"({len(packages)} packages, {len(vendored)} of front-end files)"
    print("\n".join(found or ["No known vulnerabilities"]), count)
    return 1 if found else 0


def _known(purl: str, database: str) -> Iterator[str]:
    """Yield a line for each vulnerability the database knows of a package URL with a version."""
    answer = requests.post(database, json={"package": {"purl": purl}}, timeout=30)
    answer.raise_for_status()
    for one in answer.json().get("vulns", ()):
        yield f"{purl}: {one['id']}"


def _not_audited(database: str) -> int:
    print(f"NOT AUDITED: the database of vulnerabilities cannot be reached: {database}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
