"""Commands of consent: `!toestemming` in the case room and with a code in the direct chat, and `!reden`."""

from bot.commands.args import MAX_TEXT, MIN_TEXT, Args, Context, Words, words_of
from bot.commands.consent_words import ANSWERS, EXAMPLE, plain, read_answer, read_decider, read_terms
from bot.commands.parsing import take_name
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.case import Answer
from bot.domain.codes import read_code
from bot.domain.people import Permission, Place
from bot.domain.refusals import MissingField, NotUnderstood, Refused, TooLong, TooShort
from bot.domain.refusals_casefile import OtherCaseHere
from bot.domain.refusals_consent import OwnYesFirst, UnknownParty, YesOnlyInRoom
from bot.usecases import coming_back, conflict, consent, withdrawal
from bot.usecases.acting import Acting
from bot.usecases.results_consent import (
    AnswerRecorded,
    AnswerRecordedThere,
    BackAhead,
    BackThere,
    ConsentHistory,
    ConsentInRoom,
    ConsentOverview,
    ConsentTaken,
    ConsentTakenThere,
    ReasonKept,
    YesAhead,
    YesRecorded,
)

THERE = "!toestemming DH-7K3M Politie ingetrokken"
REASON = "!reden DH-7K3M het slachtoffer vroeg erom"


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
    table.add(
        Command(
            "reden", ("reason",), Permission.WITHDRAW, own, Words, reason, "reden code [organisatie:] tekst", REASON
        )
    )


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
    | AnswerRecordedThere
    | BackAhead
    | BackThere
):
    """Show the record, or add an answer to it."""
    text = words_of(args)
    if acting.room.place is Place.DIRECT:
        return await _there(text, acting)
    code, rest = read_code(text.partition(" ")[0]), text.partition(" ")[2]
    if code is not None:
        if code != acting.subject:
            raise Refused(OtherCaseHere(acting.subject))
        text = rest
    if not text:
        return await consent.overview(acting)
    organisation, words = await _party(text, acting, acting.subject)
    if not words:
        return await consent.history(acting, organisation)
    answer, words = read_answer(words)
    if answer is Answer.YES:
        terms, confirmed = read_terms(words, acting)
        return await consent.say_yes(acting, organisation, terms, confirmed)
    decided_by, said = read_decider(words)
    return await withdrawal.take(acting, acting.subject, organisation, answer, decided_by, said)


async def _there(
    text: str, acting: Acting
) -> ConsentInRoom | ConsentTakenThere | AnswerRecordedThere | BackAhead | BackThere:
    """Do from the direct chat what can be done there. No content of the case is shown."""
    if not text:
        raise Refused(MissingField("code", THERE))
    first, _, rest = text.partition(" ")
    code = read_code(first)
    if code is None:
        raise Refused(NotUnderstood("code", THERE))
    if await coming_back.may_come_back(acting, code):
        return await _back(rest, acting, code)
    await conflict.colleagues_in(acting, code)
    if not rest:
        return ConsentInRoom(code)
    if ANSWERS.get(plain(rest.partition(" ")[0])) is Answer.YES:
        raise Refused(YesOnlyInRoom(code))
    organisation, words = await _party(rest, acting, code)
    if not words:
        return ConsentInRoom(code)
    answer, words = read_answer(words)
    if answer is Answer.YES:
        raise Refused(YesOnlyInRoom(code))
    decided_by, said = read_decider(words)
    if len(said) > MAX_TEXT:
        raise Refused(TooLong("reden", MAX_TEXT))
    return await withdrawal.take_there(acting, code, organisation, answer, decided_by, said)


async def _back(text: str, acting: Acting, code: str) -> BackAhead | BackThere:
    """Begin anew in a case in which nobody takes part: with a yes for one's own organisation. Raises `Refused`."""
    own_yes = Refused(OwnYesFirst(code, f"toestemming {code} ja"))
    if not text:
        raise own_yes
    if plain(text.partition(" ")[0]) in ANSWERS:
        organisation, words = acting.person.organisation, text
    else:
        organisation, words = await _party(text, acting, code)
    answer, words = read_answer(words) if words else (None, "")
    if answer is not Answer.YES or organisation != acting.person.organisation:
        raise own_yes
    terms, confirmed = read_terms(words, acting)
    return await coming_back.come_back(acting, code, terms, confirmed)


async def reason(args: Args, acting: Acting) -> ReasonKept:
    """Keep why a consent was taken away."""
    first, _, text = words_of(args).partition(" ")
    if not first:
        raise Refused(MissingField("code", REASON))
    code = read_code(first)
    if code is None:
        raise Refused(NotUnderstood("code", REASON))
    organisation, text = await _whose(text, acting, code)
    if len(text) < MIN_TEXT:
        raise Refused(TooShort("reden", MIN_TEXT, REASON))
    if len(text) > MAX_TEXT:
        raise Refused(TooLong("reden", MAX_TEXT))
    return await withdrawal.explain(acting, code, text, organisation)


async def _whose(text: str, acting: Acting, code: str) -> tuple[str | None, str]:
    """Take `Politie:` off the front of a reason, where the asker took away the consent of that organisation."""
    name, colon, behind = text.partition(":")
    found = await consent.party(acting.work, code, name.strip(), acting.directory) if colon else None
    if found is None or found not in await withdrawal.taken_by(acting, code):
        return None, text
    return found, behind.strip()


async def afterwards(acting: Acting, answer: object) -> None:
    """Tell those who come, go or take over, after the room heard of it."""
    if isinstance(answer, YesRecorded):
        await consent.after_yes(acting, answer)
    elif isinstance(answer, ConsentTaken):
        await withdrawal.after_taking(acting, answer)


async def _party(text: str, acting: Acting, code: str) -> tuple[str, str]:
    """Take the organisation's name off the front; who turns it around (`ingetrokken Politie`) is understood as well.

    Raises `Refused` with `UnknownParty`, or `MissingField` where only an answer stands.
    """
    first, _, behind = text.partition(" ")
    turned = plain(first) in ANSWERS and acting.directory.organisation(first) is None
    if turned and not behind:
        raise Refused(MissingField("organisatie", "!toestemming Politie ingetrokken"))
    name, rest = take_name(behind if turned else text, Context(local_day(acting.now), acting.directory, frozenset()))
    organisation = await consent.party(acting.work, code, name.rstrip(":"), acting.directory)
    if organisation is None:
        raise Refused(UnknownParty())
    rest = rest.lstrip(": ")
    return organisation, f"{first} {rest}".strip() if turned else rest
