"""What our HTML pages share: their templates, and the policy that lets them run their own scripts and fetch nothing.

The pages themselves are made in ``explorer`` and ``review``, and that of the checks outside the engine.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

FOLDER = files("spacecoop.publish") / "templates"


@cache
def template(path: str) -> str:
    """A file below ``templates/``."""
    return (FOLDER / path).read_text(encoding="utf-8")


def policy(*scripts: str) -> str:
    """A Content-Security-Policy under which these scripts run and no other, and nothing is fetched."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in scripts) or "'none'"
    return f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
