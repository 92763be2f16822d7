"""Names that look like somebody else's: noticed and told to people, never acted upon.

Compared is what an eye sees in a hurry: no capitals, accents, spaces, order of words or invisible signs, and one sign
for those that look the same. The table is short on purpose. Names of colleagues and of the bot are written in Latin
letters; it holds the letters of other scripts, the digits and the pairs of letters that pass for one of those. The
complete Unicode table (TS 39) has 6,000 entries, nearly all of them between scripts that nobody here reads.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.people import UserId
from bot.domain.typed import clean

LONGEST_SHOWN = 60
"""Signs of a name that are shown: whoever chooses it may have chosen a novel."""

_LOOK_LIKE = {
    "a": "аαɑ@4",
    "b": "вβьƅ8",
    "c": "сϲ",
    "d": "ԁɗđð",
    "e": "еєεҽ3€",
    "f": "ƒſϝ",
    "g": "ɡցզ9",
    "h": "нһհη",
    "k": "кκ",
    "l": "iıіιɩjјʝ1|!łӏʟ",  # i, j and l as well: in many letters of a phone they differ by a dot
    "m": "мʍ",
    "n": "пոռлɴ",
    "o": "оοօσø0",
    "p": "рρ",
    "q": "ԛգ",
    "r": "гяʀ",
    "s": "ѕσ5$",
    "t": "тτ7",
    "u": "цսυʋ",
    "v": "ѵν",
    "w": "ԝшωա",
    "x": "хχ×",
    "y": "уγўч",
    "z": "зζ2",
}
_LETTERS = str.maketrans({sign: letter for letter, signs in reversed(_LOOK_LIKE.items()) for sign in signs})
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ae", "a"), ("oe", "o"), ("ss", "s"))


@dataclass(frozen=True)
class LookAlike:
    """Somebody's name (`shown`) looks like that of somebody else; `like` is empty when that is the bot."""

    shown: str
    who: UserId
    name: str
    like: UserId


@lru_cache(maxsize=4096)
def words_seen(name: str) -> tuple[str, ...]:
    """Give the words of a name as an eye sees them, in order; none for a name without letters."""
    seen = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).translate(_LETTERS)
    words = ("".join(sign for sign in word if sign.isalnum()) for word in seen.split())
    return tuple(_paired(word) for word in words if word)


def alike(one: str, other: str) -> bool:
    """Whether two names look the same, or one of at least two words stands within the other."""
    first, second = words_seen(one), words_seen(other)
    if not first or not second:
        return False
    shorter, longer = sorted((frozenset(first), frozenset(second)), key=len)
    return shorter == longer or (len(shorter) > 1 and shorter <= longer) or _joined(first) == _joined(second)


def likenesses(who: UserId, shown: str, people: Mapping[UserId, str], bot: Mapping[UserId, str]) -> list[LookAlike]:
    """List whom a name looks like, of those with another Matrix id: people, and the bot by any of its names."""
    visible = clean(shown)[:LONGEST_SHOWN]
    found = [
        LookAlike(visible, who, name, other) for other, name in people.items() if other != who and alike(shown, name)
    ]
    # The bot's name within another one is enough: "Regiekamer hulp" is no colleague's name.
    seen = _joined(words_seen(shown))
    if who not in bot:
        found += [LookAlike(visible, who, name, "") for name in bot.values() if _joined(words_seen(name)) in seen][:1]
    return found


def within(people: Mapping[UserId, str], bot: Mapping[UserId, str]) -> list[LookAlike]:
    """List the pairs within a directory, each once: whoever stands later looks like the earlier."""
    names = list(people.items())
    return [pair for at, (who, name) in enumerate(names) for pair in likenesses(who, name, dict(names[:at]), bot)]


def _joined(words: tuple[str, ...]) -> str:
    return _paired("".join(words))


def _paired(word: str) -> str:
    for pair, letter in _PAIRS:
        word = word.replace(pair, letter)
    return word
