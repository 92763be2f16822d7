"""Neutral case codes: `DH-7K3M`. They say the region and nothing else (R15)."""

import hashlib
import re
from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No look-alikes: no 0/O, 1/I/L, U/V."""

LENGTH = 4
PLAN_LENGTH = 5
CODE = re.compile(rf"[A-Z]{{2,4}}-[{ALPHABET}]{{{LENGTH}}}")

Choose = Callable[[str], str]
"""Takes one character out of a string, unpredictably (`secrets.choice`)."""


def new_code(region: str, choose: Choose) -> str:
    """Make a code for a case in this region; the caller checks that it is still free."""
    return f"{region}-{''.join(choose(ALPHABET) for _ in range(LENGTH))}"


def code_of(plan: object) -> str:
    """Give the short code of a plan that people confirm: another one as soon as the plan is, as `repr` writes it."""
    digest = int.from_bytes(hashlib.sha256(repr(plan).encode()).digest())
    return "".join(ALPHABET[digest // len(ALPHABET) ** place % len(ALPHABET)] for place in range(PLAN_LENGTH))


def read_code(text: str) -> str | None:
    """Read a code as people type it (lower case, spaces around it), or None."""
    code = text.strip().upper()
    return code if CODE.fullmatch(code) else None


def region_of(code: str) -> str:
    """Tell the region a case's code begins with."""
    return code.partition("-")[0]
