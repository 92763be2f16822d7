"""Whatever row of commands people type: what is open is what a simple model says, and handle() never raises."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import ActionState
from bot.domain.people import Role
from bot.domain.regie import open_request
from bot.ports import Ratchet
from bot.usecases import actions as actions_module
from bot.usecases import meeting as meeting_module
from bot.usecases.agenda import agenda
from tests.commands.chat import ANNA_BOS, ANNA_VRIES, BEHEER, JOOST, MIRA, OMAR, SASKIA, STRANGER, Chat

MARKER = "MARKER-Gijsbrecht"


# --- a model of one case's actions ---


@dataclass
class Model:
    """What should be open; numbers are never used again."""

    open: dict[str, set[int]] = field(default_factory=lambda: {"first": set(), "second": set()})
    highest: dict[str, int] = field(default_factory=lambda: {"first": 0, "second": 0})

    def add(self, room: str) -> None:
        self.highest[room] += 1
        self.open[room].add(self.highest[room])

    def done(self, room: str, number: int) -> None:
        self.open[room].discard(number)


@dataclass(frozen=True)
class Line:
    """One command; `adds` and `finishes` are what the model makes of it."""

    text: str
    adds: bool = False
    finishes: int = 0


lines = st.one_of(
    st.sampled_from(
        [
            Line("!actie mira vrijdag: bellen", adds=True),
            Line("!action Anna Bos morgen: schrijven\nmet een tweede regel", adds=True),
            Line("!ACTIE csg over 3 dagen: overleg", adds=True),
            Line("!actie anna vrijdag: welke Anna?"),
            Line("!actie omar gisteren: kan niet"),
            Line("!actie mira vrijdag: ja"),
            Line("!acties"),
            Line("!casus"),
            Line("!regie mira"),
            Line("!aktie mira vrijdag: bellen"),
            Line("!status"),
        ]
    ),
    st.integers(0, 6).map(lambda number: Line(f"!klaar A{number}", finishes=number)),
)
messages = st.tuples(
    st.sampled_from(["first", "second"]),
    st.sampled_from([MIRA, JOOST, ANNA_BOS, OMAR, SASKIA, BEHEER, STRANGER]),
    st.lists(lines, min_size=1, max_size=4),
    st.booleans(),
)
IN_ROOM = {"first": {MIRA, JOOST, ANNA_BOS, ANNA_VRIES}, "second": {MIRA, JOOST, ANNA_BOS, ANNA_VRIES, OMAR}}


@given(st.lists(messages, max_size=8))
async def test_what_is_open_is_what_the_model_says(typed: list[tuple[str, str, list[Line], bool]]) -> None:
    chat, model = await Chat().set_up(), Model()
    rooms = {"first": chat.first, "second": chat.second}
    for number, (room, who, parts, again) in enumerate(typed):
        text = "\n".join(part.text for part in parts)
        answers = await chat.type(who, rooms[room], text, event_id=f"$e{number}", ratchet=Ratchet("s", number))
        assert bool(answers) is (who in IN_ROOM[room])
        if again:
            assert await chat.type(who, rooms[room], text, event_id=f"$e{number}") == []
        for part in parts if who in IN_ROOM[room] else []:
            if part.adds:
                model.add(room)
            model.done(room, part.finishes)
        chat.now += timedelta(minutes=1)
    for room, code in rooms.items():
        kept = await chat.actions(code)
        assert {a.number for a in kept if a.state is ActionState.OPEN} == model.open[room]
        assert [a.number for a in kept] == list(range(1, model.highest[room] + 1))
    async with chat.database.work() as work:
        assert len(await work.overview.open_actions()) == sum(map(len, model.open.values()))
    assert not [entry for entry in await chat.audited(999) if entry.outcome == "error"]
    assert len(await chat.audited(999)) == sum(len(parts) for room, who, parts, _ in typed if who in IN_ROOM[room])


# --- a meeting, led by people who click on everything ---

mdt_lines = st.sampled_from(["!mdt start", "!volgende", "!overslaan", "!terug", "!mdt sluit", "!mdt agenda"])
case_lines = st.sampled_from(
    ["!besluit veiligheid nvt", "!besluit recht: aangifte", "!besluit hulp nvt", "!besluit herstel nvt", "!regie mira"]
)
moves = st.one_of(st.tuples(st.just("DH"), mdt_lines), st.tuples(st.sampled_from(["first", "second"]), case_lines))


@given(st.lists(moves, max_size=25))
async def test_no_case_is_ever_lost_from_the_agenda(typed: list[tuple[str, str]]) -> None:
    """R6: a case leaves the agenda only with four outcomes and somebody asked to lead it, during its own turn."""
    chat = await Chat().set_up()
    rooms = {"first": chat.first, "second": chat.second, "DH": "DH"}
    for room, text in typed:
        before = await chat.state()
        assert await chat.type(JOOST, rooms[room], text)
        after = await chat.state()
        if before.decisions != after.decisions:
            assert before.meeting is not None
            assert before.meeting.current == rooms[room]
        chat.now += timedelta(minutes=1)
    async with chat.database.work() as work:
        finished = await work.meetings.finished_cases("DH")
        running = await work.meetings.running("DH")
        for code in (chat.first, chat.second):
            case = await work.cases.get(code)
            assert case is not None
            covered = open_request(await work.regie.of(code)) is not None
            complete = len(await work.decisions.of(code)) == 4 and covered
            assert code not in finished or complete
            on_agenda = {item.code for item in (await agenda(work, "DH", chat.now)).items}
            assert (code in on_agenda) is (code not in finished)
        assert running is None or sum(item.state == "nu" for item in running.items) <= 1
    assert not [entry for entry in await chat.audited(999) if entry.outcome == "error"]


# --- the unexpected, in a use case ---


async def broken(*_: Any, **__: Any) -> Any:
    raise ValueError(MARKER)


@pytest.mark.parametrize(
    ("module", "function", "where", "text"),
    [
        (actions_module, "finish_action", "first", f"!actie mira vrijdag: {MARKER}\n!regie mira\n!klaar A1"),
        (actions_module, "add_action", "first", f"!regie mira\n!actie mira vrijdag: {MARKER}"),
        (actions_module, "tell_owner", "first", f"!regie mira\n!actie anna bos vrijdag: {MARKER}"),
        (meeting_module, "go_on", "DH", f"!mdt start\n!volgende\n!help {MARKER}"),
    ],
)
async def test_a_failing_use_case_undoes_the_whole_message_and_says_so(
    chat: Chat,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    module: object,
    function: str,
    where: str,
    text: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(module, function, broken)
    before = await chat.state()
    room = {"first": chat.first}.get(where, where)
    [answer] = await chat.type(JOOST, room, text, event_id="$kapot")
    [reference] = [word for word in answer.split() if word in caplog.text and len(word) == 6 and word.isalnum()]
    assert await chat.state() == before
    assert f"reference {reference}: event $kapot failed: ValueError at broken" in caplog.text
    for secret in (MARKER, "Gijsbrecht", "mira", "vrijdag", "klaar A1"):
        assert secret not in caplog.text
    assert all(record.exc_info is None for record in caplog.records)
    [entry] = await chat.audited()
    assert (entry.actor, entry.verb, entry.outcome, entry.subject) == (JOOST, "?", "error", room)
    monkeypatch.undo()
    assert await chat.type(JOOST, room, text, event_id="$kapot") == [], "a message that failed is not run again"
    assert await chat.state() == before
    assert (await chat.type(JOOST, room, text))[0] != answer, "typed once more it works"


async def test_storage_that_fails_while_a_failure_is_told_stops_the_batch(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(actions_module, "add_action", broken)
    opened = 0
    real = chat.database.work

    def work() -> Any:
        nonlocal opened
        opened += 1
        if opened == 2:
            raise OSError(MARKER)
        return real()

    monkeypatch.setattr(chat.dispatcher, "_open_work", work)
    with pytest.raises(OSError, match=MARKER):
        await chat.type(MIRA, chat.first, f"!actie mira vrijdag: {MARKER}", event_id="$later")
    assert opened == 2
    assert MARKER not in caplog.text
    monkeypatch.undo()
    assert await chat.audited() == []
    assert len(await chat.type(MIRA, chat.first, "!actie mira vrijdag: bellen", event_id="$later")) == 1
    assert len(await chat.actions(chat.first)) == 1


# --- any text, in every kind of room ---

words = st.sampled_from(
    ["mira", "anna", "Anna de Vries", "csg", "@", STRANGER, "vrijdag", "29-2", "over 9999999999 weken", "0000-1-1",
     "nvt", "A1", ":", "\n", "\n!", "\u202e", "\u2028", "👩🏽‍⚕️", "<b>", "{ $x }", "\0", "\ud800", "١٢-١١", "²", "İ"]
)  # fmt: skip
anything = st.one_of(
    st.text(st.characters()),
    st.lists(
        st.one_of(
            words, st.sampled_from(["!actie", "!klaar", "!regie", "!besluit", "!mdt", "!help", "!taal", "！wie"])
        ),
        max_size=8,
    ).map(" ".join),
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["first", "second", "DH", "OB", "", MIRA, JOOST, BEHEER]),
            st.sampled_from([MIRA, JOOST, OMAR, BEHEER, STRANGER]),
            anything,
        ),
        min_size=1,
        max_size=4,
    )
)
async def test_no_text_in_any_room_makes_it_fail(typed: list[tuple[str, str, str]]) -> None:
    chat = await Chat().set_up()
    await chat.type(JOOST, "DH", "!mdt start\n!volgende")
    for room, who, text in typed:
        await chat.type(who, {"first": chat.first, "second": chat.second}.get(room, room), text)
        for _, message in chat.messages:
            assert message.plain.strip()
            message.plain.encode()
            message.html.encode()
    assert not [entry for entry in await chat.audited(999) if entry.outcome == "error"]


async def test_who_changed_organisation_reads_no_more_of_the_case(chat: Chat) -> None:
    """R13: consent was given to an organisation; who left it takes no part, whatever else they do now."""
    await chat.change_person(MIRA, organisation="school")
    assert await chat.type(MIRA, chat.first, "!casus") == []
    assert "Mira" not in await chat.only(JOOST, chat.first, "!wie")
    await chat.type(JOOST, chat.first, "!regie mira\n!actie mira vrijdag: bellen")
    assert [entry.outcome for entry in await chat.audited()] == ["ok", "NotInThisCase", "NotInThisCase"]


async def test_who_is_no_professional_any_more_reads_no_more_of_the_case(chat: Chat) -> None:
    """R16: administrators manage membership, never content; also one who was a professional before."""
    await chat.change_person(MIRA, roles=frozenset({Role.ADMIN}))
    assert await chat.type(MIRA, chat.first, "!casus") == []
