"""Typed text as we keep it: readable, composed, and unable to turn a screen around."""

import unicodedata

_KEPT = {"\n", "\u200c", "\u200d"}  # the joiners are part of emoji and of some scripts
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """Compose letters (NFC); drop control signs and signs that turn text around; keep at most one empty line.

    Emoji, right-to-left letters, HTML and markdown stay as typed: escaping is done where text is shown.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    kept = "".join(c for c in composed if c in _KEPT or unicodedata.category(c) not in _DROPPED)
    lines = [line.rstrip() for line in kept.strip().split("\n")]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))
