"""Typed text as we keep it: readable, composed, and unable to turn a screen around."""

import unicodedata

_KEPT = {"\n", "\u200c", "\u200d"}  # the joiners are part of emoji and of some scripts
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_PICTURES = range(0x1F000, 0x1FB00)  # an emoji newer than this Python's tables is an emoji all the same
_SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_EDGES = _SPACES + "\u200c\u200d"  # a joiner with nothing beside it is no text


def clean(text: str) -> str:
    """Compose letters (NFC); drop control signs and signs that turn text around; keep at most one empty line.

    Emoji, right-to-left letters, HTML and markdown stay as typed: escaping is done where text is shown.
    """
    lines_fed = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    # Composing comes last: what is dropped may stand between a letter and its accent.
    kept = unicodedata.normalize("NFC", "".join(c for c in lines_fed if _is_kept(c)))
    lines = [line.rstrip() for line in kept.strip(_EDGES).split("\n")]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))


def _is_kept(sign: str) -> bool:
    if sign in _KEPT:
        return True
    category = unicodedata.category(sign)
    return category not in _DROPPED or (category == "Cn" and ord(sign) in _PICTURES)
