"""Names as phones get them: the beginning of one is enough, where it fits one person or organisation only.

A whole name always goes first (`bot.domain.people.called`, `Directory.organisation`): `Anna` is never `Annabel`.
"""

from collections.abc import Iterable

from bot.domain.people import Organisation, Person

PERSON_LETTERS = 3
ORGANISATION_LETTERS = 4


def begun(word: str, people: Iterable[Person]) -> list[Person]:
    """Who of these people has a localpart, name or surname that begins like this; at least three letters."""
    start = _plain(word).removeprefix("@")
    if _letters(start) < PERSON_LETTERS:
        return []
    return [person for person in people if any(name.startswith(start) for name in _names(person, start))]


def begun_organisations(word: str, organisations: Iterable[Organisation]) -> list[Organisation]:
    """Which of these organisations has a name that begins like this; at least four letters."""
    start = _plain(word)
    if _letters(start) < ORGANISATION_LETTERS:
        return []
    return [o for o in organisations if any(_plain(name).startswith(start) for name in (o.key, o.name, *o.aliases))]


def _names(person: Person, start: str) -> list[str]:
    """List what a beginning is held against. `van` alone is a word people type, and nobody's surname."""
    words = person.name.split()
    whole = " " in start
    names = [" ".join(words[i:]) for i in range(len(words)) if i == 0 or whole or words[i][:1].isupper()]
    localpart = person.user_id.removeprefix("@").partition(":")[0]
    return [_plain(name) for name in (localpart, *names)]


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()


def _letters(word: str) -> int:
    return sum(sign.isalpha() for sign in word)
