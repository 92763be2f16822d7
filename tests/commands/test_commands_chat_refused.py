"""Every way of being told no, in the words people read: nothing changes, and the reason is audited by name alone."""

import inspect
from dataclasses import dataclass

import pytest

from bot.domain import refusals
from bot.domain.refusals import Refusal
from tests.commands.chat import ANNA_BOS, ANNA_VRIES, BEHEER, JOOST, MIRA, OLGA, OMAR, STRANGER, Chat

FIRST, SECOND, MDT = "first", "second", "DH"


@dataclass(frozen=True)
class No:
    """What is typed and what must be in the answer. `before` is typed `by` the chair or another, line by line."""

    refusal: type[Refusal]
    who: str
    where: str
    text: str
    verb: str
    answer: str
    before: tuple[tuple[str, str], ...] = ()
    by: str = JOOST


STARTED = ((MDT, "!mdt start"),)
AT_FIRST = ((MDT, "!mdt start\n!volgende"),)
AT_SECOND = ((MDT, "!mdt start\n!volgende\n!volgende"),)
ALL_NVT = "\n".join(f"!besluit {area} nvt" for area in ("veiligheid", "recht", "hulp", "herstel"))
ALL_FINISHED = (
    (FIRST, "!regie mira"),
    (SECOND, "!regie mira"),
    (MDT, "!mdt start\n!volgende"),
    (FIRST, ALL_NVT),
    (MDT, "!volgende"),
    (SECOND, ALL_NVT),
    (MDT, "!mdt sluit"),
)
LONG = "x" * 501

R = refusals
CASES = [
    # rights and places
    No(R.NotAllowed, MIRA, MDT, "!mdt start", "mdt start", "!mdt start"),
    No(R.NotAllowed, MIRA, MDT, "!volgende", "volgende", "!volgende", STARTED),
    No(R.NotAllowed, MIRA, MDT, "!mdt sluit", "mdt sluit", "!mdt sluit", STARTED),
    No(R.WrongPlace, JOOST, FIRST, "!mdt start", "mdt start", "MDT-kamer"),
    No(R.WrongPlace, JOOST, MDT, "!casus", "casus", "kamer van een casus"),
    No(R.WrongPlace, JOOST, MDT, "!besluit recht: ja hoor", "besluit", "kamer van een casus", AT_FIRST),
    No(R.WrongPlace, ANNA_BOS, ANNA_BOS, "!actie mira vrijdag: bellen", "actie", "kamer van een casus"),
    No(R.WrongPlace, ANNA_BOS, FIRST, "!taal en", "taal", "eigen chat"),
    No(R.WrongPlace, BEHEER, "", "!wie", "wie", "kamer van een casus"),
    No(R.WrongPlace, BEHEER, BEHEER, "!wie", "wie", "kamer van een casus"),
    # identities
    No(R.NotInDirectory, BEHEER, "", "!vertrouw zomaar", "vertrouw", "Wie"),
    No(R.NotInDirectory, BEHEER, "", f"!vertrouw {STRANGER} bevestig abcdefg", "vertrouw", "adresboek"),
    No(R.SeveralPeople, BEHEER, "", "!vertrouw anna", "vertrouw", "Anna Bos"),
    No(R.NoIdentityShown, BEHEER, "", "!vertrouw omar", "vertrouw", "herstelsleutel"),
    No(R.NoIdentityShown, BEHEER, "", "!vertrouw omar bevestig abcdefg", "vertrouw", "herstelsleutel"),
    No(R.NoLostRoom, BEHEER, "", "!kamers opnieuw DH-7K3M", "kamers", "!kamers"),
    No(R.CodeDoesNotFit, BEHEER, "", "!vertrouw mira bevestig 3456AB", "vertrouw", "niets bevestigd"),
    No(R.NotUnderstood, BEHEER, "", "!vertrouw mira ja", "vertrouw", "Code"),
    No(R.MissingField, BEHEER, "", "!vertrouw mira bevestig", "vertrouw", "Code"),
    No(R.WrongPlace, MIRA, FIRST, "!vertrouw mira", "vertrouw", "beheerkamer"),
    # who
    No(R.UnknownPerson, MIRA, FIRST, "!actie zomaar vrijdag: bellen", "actie", "Wie"),
    No(R.UnknownPerson, MIRA, FIRST, f"!actie {STRANGER} vrijdag: bellen", "actie", "Wie"),
    No(R.UnknownPerson, MIRA, FIRST, "!regie zomaar", "regie", "Wie"),
    No(R.UnknownPerson, MIRA, FIRST, "!regie Anna Fries", "regie", "Wie"),
    No(R.UnknownPerson, MIRA, FIRST, "!regie Mira de Wit", "regie", "Wie"),
    No(R.UnknownPerson, MIRA, FIRST, "!regie mira joost", "regie", "Wie"),
    No(R.NotInThisCase, MIRA, FIRST, "!actie omar vrijdag: bellen", "actie", ""),
    No(R.NotInThisCase, MIRA, FIRST, "!actie OM vrijdag: bellen", "actie", ""),
    No(R.NotInThisCase, MIRA, FIRST, "!actie school vrijdag: bellen", "actie", ""),
    No(R.NotInThisCase, MIRA, SECOND, "!actie Saskia Klas vrijdag: bellen", "actie", ""),
    No(R.NotInThisCase, MIRA, FIRST, f"!regie {OLGA}", "regie", ""),
    No(R.NotInThisCase, MIRA, FIRST, "!regie berend heer", "regie", ""),
    No(R.SeveralPeople, MIRA, FIRST, "!actie anna vrijdag: bellen", "actie", "Anna Bos, Anna de Vries"),
    No(R.SeveralPeople, MIRA, FIRST, "!regie @Anna", "regie", "Anna Bos, Anna de Vries"),
    No(R.MayNotCoordinate, MIRA, FIRST, "!regie joost", "regie", "Veilig Thuis"),
    No(R.MayNotCoordinate, MIRA, SECOND, f"!regie {OMAR}", "regie", "Centrum Seksueel Geweld"),
    No(R.AlreadyCoordinator, MIRA, FIRST, "!regie mira", "regie", "", ((FIRST, "!regie mira"),), MIRA),
    # when
    No(R.DateInPast, MIRA, FIRST, "!actie mira 23-11: bellen", "actie", "23 november"),
    No(R.DateInPast, MIRA, FIRST, "!actie mira 2025-12-31: bellen", "actie", "31 december 2025"),
    No(R.DateInPast, MIRA, FIRST, "!actie mira gisteren: bellen", "actie", "23 november is al voorbij"),
    No(R.DayGoneBy, MIRA, FIRST, "!actie mira vorige week: bellen", "actie", "al voorbij"),
    No(R.DateInPast, JOOST, MDT, "!mdt agenda 23 nov", "mdt agenda", "23 november"),
    No(R.NoSuchDate, MIRA, FIRST, "!actie mira 31-2: bellen", "actie", "Datum"),
    No(R.NoSuchDate, MIRA, FIRST, "!actie mira 29-2-2027: bellen", "actie", "Datum"),
    No(R.DateNotUnderstood, MIRA, FIRST, "!actie mira ooit: bellen", "actie", "Datum"),
    No(R.DateNotUnderstood, JOOST, MDT, "!mdt agenda ooit", "mdt agenda", "Datum"),
    No(R.DateAmbiguous, MIRA, FIRST, "!actie mira volgende vrijdag: bellen", "actie", "4 december"),
    No(R.DayMissing, MIRA, FIRST, "!actie mira volgende week: bellen", "actie", "welke dag"),
    No(R.WeekdayMismatch, MIRA, FIRST, "!actie mira maandag 27 november: bellen", "actie", "vrijdag 27 november"),
    No(R.DateTooFar, MIRA, FIRST, "!actie mira 25-11-2028: bellen", "actie", "2028"),
    # actions
    No(R.UnknownAction, MIRA, FIRST, "!klaar A7", "klaar", "A7"),
    No(R.UnknownAction, MIRA, SECOND, "!klaar A1", "klaar", "A1", ((FIRST, "!actie mira vrijdag: bellen"),)),
    No(R.ActionIsDone, MIRA, FIRST, "!klaar A1", "klaar", "A1", ((FIRST, "!actie mira vrijdag: bel\n!klaar A1"),)),
    No(R.NotUnderstood, MIRA, FIRST, "!klaar alles", "klaar", "A3"),
    No(R.NotUnderstood, MIRA, MIRA, "!taal fries", "taal", "!taal en"),
    # fields
    No(R.MissingField, MIRA, FIRST, "!actie", "actie", "Wie"),
    No(R.MissingField, MIRA, FIRST, "!actie mira: bellen", "actie", "Datum"),
    No(R.MissingField, MIRA, FIRST, "!actie mira vrijdag:", "actie", "Tekst"),
    No(R.MissingField, MIRA, FIRST, "!klaar", "klaar", "Nummer"),
    No(R.MissingField, MIRA, FIRST, "!besluit", "besluit", "Gebied", AT_FIRST),
    No(R.MissingField, MIRA, FIRST, "!besluit recht", "besluit", "Tekst", AT_FIRST),
    No(R.MissingField, MIRA, MIRA, "!taal", "taal", "Language"),
    No(R.TooShort, MIRA, FIRST, "!actie mira vrijdag: ja", "actie", "3"),
    No(R.TooShort, MIRA, FIRST, "!besluit recht: ja", "besluit", "3", AT_FIRST),
    No(R.TooLong, MIRA, FIRST, f"!actie mira vrijdag: {LONG}", "actie", "500"),
    No(R.TooLong, MIRA, FIRST, f"!besluit recht: {LONG}", "besluit", "500", AT_FIRST),
    # the MDT
    No(R.NoMeeting, JOOST, MDT, "!volgende", "volgende", "!mdt start"),
    No(R.NoMeeting, JOOST, MDT, "!mdt sluit", "mdt sluit", "!mdt start"),
    No(R.NoMeeting, JOOST, MDT, "!volgende", "volgende", "!mdt start", ((MDT, "!mdt start\n!mdt sluit"),)),
    No(R.MeetingRunsAlready, JOOST, MDT, "!mdt start", "mdt start", "!volgende", STARTED),
    No(R.NothingToDiscuss, JOOST, MDT, "!mdt start", "mdt start", "", ALL_FINISHED),
    No(R.NotThisCasesTurn, MIRA, FIRST, "!besluit recht: geen aangifte", "besluit", ""),
    No(R.NotThisCasesTurn, MIRA, FIRST, "!besluit recht: geen aangifte", "besluit", "", STARTED),
    No(R.NotThisCasesTurn, MIRA, SECOND, "!besluit recht nvt", "besluit", "", AT_FIRST),
    No(R.NotThisCasesTurn, MIRA, FIRST, "!besluit recht nvt", "besluit", "", AT_SECOND),
    No(R.UnknownArea, MIRA, FIRST, "!besluit weer: mooi vandaag", "besluit", "veiligheid", AT_FIRST),
    # no such thing
    No(R.UnknownCommand, MIRA, FIRST, "!aktie mira vrijdag: bellen", "?", "!actie"),
    No(R.UnknownCommand, MIRA, FIRST, "!klara A1", "?", "!klaar"),
    No(R.UnknownCommand, JOOST, MDT, "!mdt strat", "?", "!mdt start"),
    No(R.UnknownCommand, MIRA, FIRST, "!xyzzy", "?", "!help"),
    No(R.UnknownTopic, MIRA, FIRST, "!help mdt start", "help", "!help"),
    No(R.UnknownTopic, BEHEER, "", "!help actie", "help", "!help"),
]


async def prepared(chat: Chat, no: No) -> str:
    rooms = {FIRST: chat.first, SECOND: chat.second}
    for where, line in no.before:
        await chat.type(no.by, rooms.get(where, where), line)
    if no.before:
        assert {entry.outcome for entry in await chat.audited()} == {"ok"}, "the test's own story is right"
    return rooms.get(no.where, no.where)


@pytest.mark.parametrize("no", CASES, ids=lambda no: f"{no.refusal.__name__}-{no.text[:30]}")
async def test_a_refusal_is_said_once_changes_nothing_and_is_audited_by_name(chat: Chat, no: No) -> None:
    where = await prepared(chat, no)
    before, audited = await chat.state(), len(await chat.audited())
    [answer] = await chat.type(no.who, where, no.text)
    assert no.answer in answer
    assert [room for room, _ in chat.messages] == [where], "only where it was typed"
    assert not chat.messages[0][1].rings
    assert chat.messages[0][1].mentions == ()
    assert await chat.state() == before
    entries = await chat.audited()
    assert len(entries) == audited + 1
    assert (entries[-1].actor, entries[-1].verb, entries[-1].outcome) == (no.who, no.verb, no.refusal.__name__)
    assert entries[-1].subject == ("" if where.startswith("@") else where)


@pytest.mark.parametrize("no", CASES, ids=lambda no: f"{no.refusal.__name__}-{no.text[:30]}")
async def test_a_refused_command_spoils_nothing_before_or_after_it(chat: Chat, no: No) -> None:
    where = await prepared(chat, no)
    answers = await chat.type(no.who, where, f"!help\n{no.text}\n!help")
    assert len(answers) == 3
    assert answers[0] == answers[2]
    assert answers[0] != answers[1]
    assert [e.outcome for e in (await chat.audited())[-3:]] == ["ok", no.refusal.__name__, "ok"]


def test_every_reason_to_refuse_is_in_this_file() -> None:
    classes = {c for _, c in inspect.getmembers(refusals, inspect.isclass) if issubclass(c, Refusal)}
    elsewhere = {Refusal, refusals.TooManyCommands}  # the base; test_commands_dispatch.py
    assert {no.refusal for no in CASES} == classes - elsewhere


async def test_a_refusal_never_repeats_what_was_typed_where_it_could_be_read_by_others(chat: Chat) -> None:
    for text in ("!Gijsbrecht", "!actie Gijsbrecht vrijdag: x", "!klaar Gijsbrecht", "!help Gijsbrecht"):
        for where in (chat.first, "DH", JOOST):
            assert not [answer for answer in await chat.type(JOOST, where, text) if "Gijsbrecht" in answer]
    assert "Gijsbrecht" not in repr(await chat.audited())


async def test_the_two_annas_are_told_apart_by_whole_name_and_by_id(chat: Chat) -> None:
    for who, owner in (("Anna Bos", ANNA_BOS), ("anna de vries", ANNA_VRIES), ("@avries", ANNA_VRIES), (ANNA_BOS,) * 2):
        await chat.type(MIRA, chat.first, f"!actie {who} vrijdag: bellen")
        assert (await chat.actions(chat.first))[-1].owner.user_id == owner
