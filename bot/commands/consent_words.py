"""Consent as people type it: the answer, for what, who decided and until when."""

from bot.commands.args import read_area
from bot.domain.calendar import local_day
from bot.domain.case import Answer, Area
from bot.domain.consent import Decider
from bot.domain.dates import due_date
from bot.domain.refusals import MissingField, NotUnderstood, Refused
from bot.domain.refusals_consent import AnswerNotUnderstood, UnknownScope
from bot.usecases.acting import Acting
from bot.usecases.consent import Terms

EXAMPLE = "!toestemming Politie ja veiligheid en recht door ouder tot 1 maart"

ANSWERS = {
    "ja": Answer.YES,
    "yes": Answer.YES,
    "nee": Answer.NO,
    "no": Answer.NO,
    "anoniem": Answer.ANONYMOUS,
    "anonymous": Answer.ANONYMOUS,
    "ingetrokken": Answer.WITHDRAWN,
    "intrekken": Answer.WITHDRAWN,
    "withdrawn": Answer.WITHDRAWN,
    "withdraw": Answer.WITHDRAWN,
}
VICTIM = frozenset({"slachtoffer", "victim"})
GUARDIAN = frozenset({"ouder", "ouders", "voogd", "parent", "parents", "guardian"})
BOTH = frozenset({"beide", "beiden", "allebei", "both"})
BETWEEN = frozenset({"de", "het", "the", "en", "and", "of", "or"})
BY, UNTIL, CONFIRM = "door", "tot", "bevestig"
BEHIND = {BY: "wie", UNTIL: "datum", CONFIRM: "code"}
"""What must stand behind these words."""
EVERYTHING = frozenset({"alle", "alles", "vier", "all", "everything"})
FILLING = frozenset({"en", "and", "voor", "for", "de", "the", "gebied", "gebieden", "area", "areas", "four"})
_NAMED = ((Decider.VICTIM, VICTIM), (Decider.GUARDIAN, GUARDIAN), (Decider.BOTH, BOTH))
KEYWORDS = {"door": BY, "by": BY, "tot": UNTIL, "t/m": UNTIL, "until": UNTIL, "bevestig": CONFIRM, "confirm": CONFIRM}


def read_answer(words: str) -> tuple[Answer, str]:
    """Take the answer off the front. Raises `Refused` with `AnswerNotUnderstood`."""
    first, _, rest = words.partition(" ")
    answer = ANSWERS.get(plain(first))
    if answer is None:
        raise Refused(AnswerNotUnderstood())
    return answer, rest


def plain(word: str) -> str:
    """Give a word as it is looked up."""
    return word.casefold().rstrip(",.:;")


def read_terms(words: str, acting: Acting) -> tuple[Terms, str]:
    """Read what stands behind a yes, and the code that confirms it. Raises `Refused`."""
    parts: dict[str, list[str]] = {"": []}
    current = ""
    for word in words.split():
        keyword = KEYWORDS.get(word.casefold())
        if keyword is not None and keyword in parts:
            raise Refused(NotUnderstood("tekst", EXAMPLE))
        if keyword is not None:
            current = keyword
            parts[current] = []
        else:
            parts[current].append(word)
    unfinished = next((keyword for keyword, said in parts.items() if keyword and not said), None)
    if unfinished is not None:
        raise Refused(MissingField(BEHIND[unfinished], EXAMPLE))
    areas = _areas(parts[""])
    decided_by = _who(" ".join(parts[BY])) if BY in parts else None
    until = None
    if UNTIL in parts:
        day = " ".join(parts[UNTIL]).removeprefix("en met ")
        until = due_date(day, local_day(acting.now), acting.days)
    confirmed = parts.get(CONFIRM, [])
    if len(confirmed) > 1:
        raise Refused(NotUnderstood("code", f"{EXAMPLE} bevestig 7K3MP"))
    return Terms(areas, decided_by, until), "".join(confirmed)


def _areas(words: list[str]) -> tuple[Area, ...]:
    """Read areas in their fixed order; all four are no limit."""
    named = [word.casefold() for word in " ".join(words).replace(",", " ").split()]
    if not named or (set(named) & EVERYTHING and set(named) <= EVERYTHING | FILLING):
        return ()
    try:
        found = {read_area(word) for word in named if word not in FILLING}
    except Refused:
        raise Refused(UnknownScope(EXAMPLE)) from None
    if not found:
        raise Refused(UnknownScope(EXAMPLE))  # `ja voor`, and nothing behind it: never more than was said
    return () if len(found) == len(Area) else tuple(area for area in Area if area in found)


def _who(words: str) -> Decider:
    decider, rest = read_decider(f"{BY} {words}")
    if decider is None or rest:
        raise Refused(NotUnderstood("wie", "door slachtoffer, door ouder of door beiden"))
    return decider


def read_decider(words: str) -> tuple[Decider | None, str]:
    """Split off who decided (`door de ouder of voogd`); what else stands there is left as it is."""
    said = words.split()
    if not said or KEYWORDS.get(said[0].casefold()) != BY:
        return None, words
    found: set[Decider] = set()
    taken = 0
    for count, word in enumerate(said[1:], 1):
        known = plain(word)
        who = next((who for who, names in _NAMED if known in names), None)
        if who is not None:
            found.add(who)
            taken = count
        elif known not in BETWEEN:
            break
        if known != word.casefold():
            break  # a sign behind it: what follows is something else
    together = {"en", "and"} & {word.casefold() for word in said[1:taken]}
    if not taken or (found == {Decider.VICTIM, Decider.GUARDIAN} and not together):
        return None, words  # nobody, or one of two
    return found.pop() if len(found) == 1 else Decider.BOTH, " ".join(said[taken + 1 :]).lstrip(":,.;- ")
