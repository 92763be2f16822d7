"""Commands of consent: `!toestemming` in the case room and with a code in the direct chat, and `!reden`."""

from bot.commands.args import MAX_TEXT, MIN_TEXT, Args, Context, Words, read_area, words_of
from bot.commands.codes import take_case
from bot.commands.parsing import take_name
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.case import Answer, Area
from bot.domain.consent import Decider
from bot.domain.dates import due_date
from bot.domain.people import Permission, Place
from bot.domain.refusals import MissingField, NotUnderstood, Refused, TooLong, TooShort
from bot.domain.refusals_casefile import OtherCaseHere
from bot.domain.refusals_consent import AnswerNotUnderstood, UnknownParty, YesOnlyInRoom
from bot.usecases import conflict, consent, withdrawal
from bot.usecases.acting import Acting
from bot.usecases.consent import Terms
from bot.usecases.results_consent import (
    AnswerRecorded,
    ConsentHistory,
    ConsentInRoom,
    ConsentOverview,
    ConsentTaken,
    ConsentTakenThere,
    ReasonKept,
    YesAhead,
    YesRecorded,
)

EXAMPLE = "!toestemming Politie ja veiligheid en recht door ouder tot 1 maart"
THERE = "!toestemming DH-7K3M Politie ingetrokken"
REASON = "!reden DH-7K3M het slachtoffer vroeg erom"

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
DECIDERS = {
    "slachtoffer": Decider.VICTIM,
    "victim": Decider.VICTIM,
    "ouder": Decider.GUARDIAN,
    "voogd": Decider.GUARDIAN,
    "ouder of voogd": Decider.GUARDIAN,
    "guardian": Decider.GUARDIAN,
    "beiden": Decider.BOTH,
    "allebei": Decider.BOTH,
    "both": Decider.BOTH,
}
BY, UNTIL, CONFIRM = "door", "tot", "bevestig"
KEYWORDS = {"door": BY, "by": BY, "tot": UNTIL, "t/m": UNTIL, "until": UNTIL, "bevestig": CONFIRM, "confirm": CONFIRM}


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    both, own = frozenset({Place.CASE, Place.DIRECT}), frozenset({Place.DIRECT})
    table.add(
        Command(
            "toestemming",
            ("consent",),
            Permission.WITHDRAW,
            both,
            Words,
            consents,
            "toestemming [organisatie antwoord]",
            EXAMPLE,
            follow_up=afterwards,
            when_closed=True,  # a withdrawal always works; a yes is refused by the use case
        )
    )
    table.add(Command("reden", ("reason",), Permission.WITHDRAW, own, Words, reason, "reden code tekst", REASON))


async def consents(
    args: Args, acting: Acting
) -> (
    ConsentOverview
    | ConsentHistory
    | ConsentInRoom
    | YesAhead
    | YesRecorded
    | AnswerRecorded
    | ConsentTaken
    | ConsentTakenThere
):
    """Show the record, or add an answer to it."""
    text = words_of(args)
    if acting.room.place is Place.DIRECT:
        return await _there(text, acting)
    code, text = take_case(text, acting)
    if code not in {None, acting.subject}:
        raise Refused(OtherCaseHere(acting.subject))
    if not text:
        return await consent.overview(acting)
    organisation, words = await _party(text, acting, acting.subject)
    if not words:
        return await consent.history(acting, organisation)
    answer, words = _answer(words)
    if answer is Answer.YES:
        terms, confirmed = _terms(words, acting)
        return await consent.say_yes(acting, organisation, terms, confirmed)
    decided_by, said = _decider(words)
    return await withdrawal.take(acting, acting.subject, organisation, answer, decided_by, said)


async def _there(text: str, acting: Acting) -> ConsentInRoom | ConsentTakenThere:
    """Do from the direct chat what can be done there. No content of the case is shown."""
    if not text:
        raise Refused(MissingField("code", THERE))
    code, rest = take_case(text, acting)
    if code is None:
        raise Refused(NotUnderstood("code", THERE))
    await conflict.colleagues_in(acting, code)
    if not rest:
        return ConsentInRoom(code)
    organisation, words = await _party(rest, acting, code)
    if not words:
        return ConsentInRoom(code)
    answer, words = _answer(words)
    if answer is Answer.YES:
        raise Refused(YesOnlyInRoom(code))
    decided_by, said = _decider(words)
    if len(said) > MAX_TEXT:
        raise Refused(TooLong("reden", MAX_TEXT))
    return await withdrawal.take_there(acting, code, organisation, answer, decided_by, said)


async def reason(args: Args, acting: Acting) -> ReasonKept:
    """Keep why a consent was taken away."""
    code, text = take_case(words_of(args), acting)
    if not text and code is None:
        raise Refused(MissingField("code", REASON))
    if code is None:
        raise Refused(NotUnderstood("code", REASON))
    if len(text) < MIN_TEXT:
        raise Refused(TooShort("reden", MIN_TEXT, REASON))
    if len(text) > MAX_TEXT:
        raise Refused(TooLong("reden", MAX_TEXT))
    return await withdrawal.explain(acting, code, text)


async def afterwards(acting: Acting, answer: object) -> None:
    """Tell those who come, go or take over, after the room heard of it."""
    if isinstance(answer, YesRecorded):
        await consent.after_yes(acting, answer)
    elif isinstance(answer, ConsentTaken):
        await withdrawal.after_taking(acting, answer)


async def _party(text: str, acting: Acting, code: str) -> tuple[str, str]:
    """Take the organisation's name off the front. Raises `Refused` with `UnknownParty`."""
    name, rest = take_name(text, Context(local_day(acting.now), acting.directory, frozenset()))
    organisation = await consent.party(acting.work, code, name.rstrip(":"), acting.directory)
    if organisation is None:
        raise Refused(UnknownParty())
    return organisation, rest.lstrip(": ")


def _answer(words: str) -> tuple[Answer, str]:
    first, _, rest = words.partition(" ")
    answer = ANSWERS.get(first.casefold().rstrip(",.:;"))
    if answer is None:
        raise Refused(AnswerNotUnderstood())
    return answer, rest


def _terms(words: str, acting: Acting) -> tuple[Terms, str]:
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
    if any(not said for keyword, said in parts.items() if keyword):
        raise Refused(NotUnderstood("tekst", EXAMPLE))
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
    named = " ".join(words).replace(",", " ").split()
    found = {read_area(word) for word in named if word.casefold() not in {"en", "and", "voor", "for"}}
    return () if len(found) == len(Area) else tuple(area for area in Area if area in found)


def _who(words: str) -> Decider:
    decider = DECIDERS.get(words.casefold().removeprefix("de ").removeprefix("het ").rstrip(".,"))
    if decider is None:
        raise Refused(NotUnderstood("wie", "door slachtoffer, door ouder of door beiden"))
    return decider


def _decider(words: str) -> tuple[Decider | None, str]:
    """Split off who decided; what else stands there is left as it is."""
    first, _, rest = words.partition(" ")
    who, _, more = rest.partition(" ")
    if KEYWORDS.get(first.casefold()) == BY and who.casefold() in DECIDERS:
        return DECIDERS[who.casefold()], more
    return None, words
