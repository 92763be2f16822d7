"""Neutral case codes: `DH-7K3M`. They say the region and nothing else (R15)."""

import hashlib
import re
from collections.abc import Callable, Collection

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No look-alikes: no 0/O, 1/I/L, U/V."""

LENGTH = 4
PLAN_LENGTH = 5
CODE = re.compile(rf"[A-Z]{{2,4}}-[{ALPHABET}]{{{LENGTH}}}")
_DASHES = "-‐‑‒–—―−－_"
_TYPED = re.compile(
    rf"\s*([A-Za-z]{{2,4}})([ \t]*[{_DASHES}][ \t]*|[ \t]*)([{ALPHABET}{ALPHABET.lower()}]{{{LENGTH}}})(?:[\s:,;.]+|$)"
)

Choose = Callable[[str], str]
"""Takes one character out of a string, unpredictably (`secrets.choice`)."""


def new_code(region: str, choose: Choose) -> str:
    """Make a code for a case in this region; the caller checks that it is still free."""
    return f"{region}-{''.join(choose(ALPHABET) for _ in range(LENGTH))}"


def code_of(plan: object) -> str:
    """Give the short code of a plan that people confirm: another one as soon as the plan is, as `repr` writes it."""
    digest = int.from_bytes(hashlib.sha256(repr(plan).encode()).digest())
    return "".join(ALPHABET[digest // len(ALPHABET) ** place % len(ALPHABET)] for place in range(PLAN_LENGTH))


def take_code(text: str, regions: Collection[str] = (), *, must: bool = False) -> tuple[str | None, str]:
    """Read a code at the beginning of a text as people type it; give it, or None, and what stands behind it.

    Lower case and another dash are fine. Without a dash (`dh 7k3m`, `dh7k3m`) only in one of these `regions`, and with
    a digit: else it may be a word. Where nothing else can stand, `must`, it may be without a digit too. Never another
    code than was typed: what looks like a letter of it is not taken for it.
    """
    found = _TYPED.match(text)
    if found is None:
        return None, text.strip()
    region, dash, rest = found[1].upper(), found[2].strip(), found[3].upper()
    word = not (must or any(sign.isdigit() for sign in rest))
    if not dash and (region not in regions or word):
        return None, text.strip()
    return f"{region}-{rest}", text[found.end() :].strip()


def read_code(text: str, regions: Collection[str] = ()) -> str | None:
    """Read a text that is a code and nothing else, as `take_code` does where a code must stand; or None."""
    code, behind = take_code(text, regions, must=True)
    return None if behind else code


def region_of(code: str) -> str:
    """Tell the region a case's code begins with."""
    return code.partition("-")[0]
