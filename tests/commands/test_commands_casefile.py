"""The card kept true from the case room: what changed, who was heard, what is wanted; and when the MDT looks again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.agenda_item import Standing
from bot.domain.case import Answer, Area, Consent, Contribution
from bot.domain.casenotes import Note, NoteKind
from bot.domain.consent import Decider
from bot.domain.minors import Doubt
from bot.domain.minutes import Manner
from bot.domain.people import Place
from bot.domain.refusals import MissingField, NotUnderstood, Refusal, TooLong, TooShort, WrongPlace
from bot.domain.refusals_casefile import NothingEarlier, OtherCaseHere, UnknownCaseWord, UnknownNoteKind
from bot.domain.refusals_closing import CaseIsClosed
from bot.storage.memory import MemoryWork
from bot.usecases.agenda import agenda
from bot.usecases.open_case import CaseOpened, open_case
from bot.usecases.remind import post_cards
from bot.usecases.results import Card, CaseMinutes
from bot.usecases.results_casefile import CaseChanged, ChangeNoted, Noted, NotesShown, OutcomesKept
from bot.usecases.results_consent import ConsentOverview, YesAhead
from bot.usecases.results_meeting import Agenda, Decided, ItemHere
from tests.commands.chat import ANNA_VRIES, Chat
from tests.commands.stage import ANNA, BAS, CARLA, DIRECTORY, DIRK, Said, Stage, intake, prints
from tests.enrolled import enrol

T = TypeVar("T")
ALL_AREAS = "\n".join(f"!besluit {area}: besloten" for area in Area)
HOUR = timedelta(hours=1)


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


def of(said: Iterable[Said], kind: type[T]) -> list[T]:
    return [each.value for each in said if isinstance(each.value, kind)]


def only(said: Iterable[Said], kind: type[T]) -> T:
    [found] = of(said, kind)
    return found


async def card(stage: Stage) -> Card:
    return only(await stage.in_case(ANNA, "!casus"), Card)


async def notes(stage: Stage) -> tuple[Note, ...]:
    async with stage.database.work() as work:
        return await work.notes.of(stage.code)


async def on_agenda(stage: Stage) -> list[Standing]:
    """Tell how the case stands on the agenda; empty when it does not."""
    shown = only(await stage.in_mdt("!mdt agenda"), Agenda)
    return [item.standing for item in shown.items if item.code == stage.code]


async def finish(stage: Stage) -> None:
    """Let the MDT be done with the case."""
    await stage.in_case(BAS, "!regie ik")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(CARLA, ALL_AREAS)
    await stage.in_mdt("!mdt sluit")
    stage.now += HOUR


async def test_a_change_puts_a_finished_case_back_on_the_agenda(stage: Stage) -> None:
    await finish(stage)
    assert await on_agenda(stage) == []
    assert not (await card(stage)).file.on_agenda
    noted = only(await stage.in_case(ANNA, "!casus wijziging: hij stond weer voor de deur"), ChangeNoted)
    assert noted.returns
    assert await on_agenda(stage) == [Standing.BACK]
    shown = await card(stage)
    assert shown.file.on_agenda
    assert shown.file.open_areas == tuple(Area), "what was decided before it needs a look again"
    assert not only(await stage.in_case(BAS, "!casus wijziging: en hij belde"), ChangeNoted).returns
    assert [(n.kind, n.text, n.by) for n in await notes(stage)] == [
        (NoteKind.CHANGE, "hij stond weer voor de deur", ANNA),
        (NoteKind.CHANGE, "en hij belde", BAS),
    ]
    [entry] = await stage.audited()
    assert (entry.verb, entry.subject, entry.outcome) == ("casus wijziging", stage.code, "ok")


async def test_a_case_that_was_never_discussed_stays_new(stage: Stage) -> None:
    assert not only(await stage.in_case(ANNA, "!casus wijziging: hij stond er weer"), ChangeNoted).returns
    assert await on_agenda(stage) == [Standing.NEW]


async def test_the_regiehouder_hears_it_in_codes_unless_it_was_typed_there(stage: Stage) -> None:
    said = await stage.in_case(ANNA, "!casus wijziging: iets anders")
    assert {each.place for each in said} == {Place.CASE}, "without a regiehouder the room is enough"
    await stage.in_case(BAS, "!regie ik")
    said = await stage.in_case(ANNA, "!casus wijziging: iets anders")
    assert [(each.place, each.subject, each.value) for each in said if each.place is not Place.CASE] == [
        (Place.DIRECT, BAS, CaseChanged(stage.code, BAS))
    ]
    assert not of(await stage.in_case(BAS, "!casus wijziging: iets anders"), CaseChanged)
    async with stage.database.work() as work:
        await work.cases.remove_member(stage.code, BAS)
        await work.commit()
    assert not of(await stage.in_case(ANNA, "!casus wijziging: iets"), CaseChanged), "who is out hears nothing"


async def test_what_stays_as_it_was_is_said_in_one_line(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(ANNA, "!casus wijziging: hij stond weer voor de deur")
    stage.now += HOUR
    said = await stage.in_mdt("!mdt start\n!volgende")
    assert only(said, ItemHere).open_areas == tuple(Area)
    decided = only(await stage.in_case(BAS, "!besluit veiligheid: huisverbod"), Decided)
    assert decided.open_areas == (Area.LAW, Area.CARE, Area.RECOVERY)
    kept = only(await stage.in_case(BAS, "!besluit recht blijft"), OutcomesKept)
    assert kept == OutcomesKept((Area.LAW,), (Area.CARE, Area.RECOVERY), coordinator_missing=False)
    kept = only(await stage.in_case(BAS, "!besluit rest: blijft."), OutcomesKept)
    assert kept == OutcomesKept((Area.CARE, Area.RECOVERY), (), coordinator_missing=False)
    minutes = only(await stage.in_mdt("!mdt sluit"), CaseMinutes)
    assert [(o.decision.text, o.manner) for o in minutes.minutes.outcomes] == [
        ("huisverbod", Manner.NEW),
        *[("besloten", Manner.KEPT)] * 3,
    ]
    assert {decision.decided_by for decision in minutes.minutes.decisions} == {BAS}
    assert await on_agenda(stage) == []
    assert not (await card(stage)).file.open_areas


async def test_an_item_without_a_new_look_comes_back(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(ANNA, "!casus wijziging: hij stond weer voor de deur")
    stage.now += HOUR
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(BAS, "!besluit veiligheid: huisverbod")
    minutes = only(await stage.in_mdt("!mdt sluit"), CaseMinutes)
    assert [outcome.manner for outcome in minutes.minutes.outcomes] == [Manner.NEW, *[Manner.EARLIER] * 3]
    assert minutes.minutes.missing == (Area.LAW, Area.CARE, Area.RECOVERY)
    assert await on_agenda(stage) == [Standing.BACK]
    assert (await card(stage)).file.open_areas == (Area.LAW, Area.CARE, Area.RECOVERY)


async def test_a_change_during_the_meeting_is_not_lost(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie ik")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(CARLA, ALL_AREAS)
    stage.now += HOUR
    await stage.in_case(ANNA, "!casus wijziging: net gebeurd")
    await stage.in_mdt("!volgende")
    assert await on_agenda(stage) == [Standing.BACK], "it was typed before the item was left"
    await stage.in_mdt("!mdt sluit")
    stage.now += HOUR
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(CARLA, "!besluit rest blijft")
    stage.now += HOUR
    await stage.in_mdt("!volgende")
    stage.now += HOUR
    await stage.in_case(ANNA, "!casus wijziging: weer iets")
    stage.now += HOUR
    await stage.in_mdt("!mdt sluit")
    assert await on_agenda(stage) == [Standing.BACK], "it was typed after the item was left, in the same meeting"


@pytest.mark.parametrize("text", ["!besluit rest blijft", "!besluit veiligheid blijft"])
async def test_nothing_can_stay_that_was_not_there(stage: Stage, text: str) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    only(await stage.in_case(BAS, text), NothingEarlier)
    only(await stage.in_case(BAS, "!besluit rest: iets nieuws"), NotUnderstood)
    assert not (await card(stage)).file.decisions


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("!casus gehoord: met moeder gesproken", NoteKind.HEARD),
        ("!Casus  Niet Gehoord: te gevaarlijk", NoteKind.NOT_HEARD),
        ("!casus veiligheid: ze slaapt bij haar zus", NoteKind.SAFETY),
        ("!case safety: at her sister's", NoteKind.SAFETY),
        ("!casus kindcheck twee kinderen", NoteKind.CHILDREN),
        ("!casus wensen:eerst rust", NoteKind.WISHES),
        ("!case contact: only texting", NoteKind.CONTACT),
        ("!case police report: thinks about it", NoteKind.REPORT),
    ],
)
async def test_each_note_is_kept_and_the_latest_counts(stage: Stage, typed: str, kind: NoteKind) -> None:
    before = await on_agenda(stage)
    noted = only(await stage.in_case(CARLA, typed), Noted)
    assert (noted.note.kind, noted.again) == (kind, False)
    again = only(await stage.in_case(BAS, f"{typed} en meer"), Noted)
    assert again.again
    assert [n.kind for n in await notes(stage)] == [kind, kind]
    assert await on_agenda(stage) == before, "only a change asks for the MDT"


async def test_heard_and_not_heard_take_each_others_place(stage: Stage) -> None:
    await stage.in_case(ANNA, "!casus niet gehoord: te gevaarlijk")
    assert only(await stage.in_case(ANNA, "!casus gehoord: toch met moeder"), Noted).again


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("!casus wijziging", MissingField),
        ("!casus wijziging:", MissingField),
        ("!casus niet gehoord", MissingField),
        ("!casus wensen: x", TooShort),
        (f"!casus contact: {'x' * 501}", TooLong),
        ("!casus wijzigng: iets", UnknownCaseWord),
        ("!casus niet", UnknownCaseWord),
        ("!casus veiligheid", MissingField),
        ("!casus geschiedenis ooit", UnknownNoteKind),
        ("!casus geschiedenis alles wensen", UnknownNoteKind),
        ("!casus open", UnknownCaseWord),
    ],
)
async def test_what_cannot_be_noted_changes_nothing(stage: Stage, typed: str, refusal: type[Refusal]) -> None:
    only(await stage.in_case(ANNA, typed), refusal)
    assert await notes(stage) == ()


async def test_an_unknown_word_gets_the_ones_there_are() -> None:
    chat = await Chat().set_up()
    text = await chat.only(ANNA_VRIES, chat.first, "!casus wijzigng: x")
    assert text.split("\n")[0] == "Dat kan niet achter !casus. Bedoel je !casus wijziging?"
    assert "Dit kan wel: alles, geschiedenis, wijziging, veiligheid, gehoord, niet gehoord, kindcheck, wensen, " in text
    text = await chat.only(ANNA_VRIES, chat.first, "!casus bitte")
    assert "Bijvoorbeeld !casus wijziging: hij stond weer voor de deur" in text


async def test_of_a_closed_case_nothing_is_noted(stage: Stage) -> None:
    async with stage.database.work() as work:
        assert isinstance(work, MemoryWork)
        stored = work._state.cases[stage.code]
        work._state.cases[stage.code] = replace(stored, case=replace(stored.case, closed_at=stage.now))
        await work.commit()
    for typed in ("!casus wijziging: iets", "!casus wensen: iets"):
        only(await stage.in_case(ANNA, typed), CaseIsClosed)
    assert await notes(stage) == ()


async def test_only_the_case_room_hears_what_was_typed(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie ik")
    for word in NoteKind:
        said = await stage.in_case(ANNA, f"!casus {word}: Merkwoord")
        assert [each for each in said if each.place is Place.CASE]
        assert not [each for each in said if each.place is not Place.CASE and "Merkwoord" in repr(each.value)]
    said = await stage.in_mdt("!mdt agenda\n!mdt start\n!volgende\n!mdt sluit")
    assert not [each for each in said if each.place is Place.MDT and "Merkwoord" in repr(each.value)]
    assert "Merkwoord" not in repr(await stage.audited(50))


async def test_the_card_says_when_the_mdt_comes(stage: Stage) -> None:
    shown = await card(stage)
    assert shown.upcoming is not None
    assert (shown.upcoming.moment.isoformat(), shown.upcoming.running) == ("2026-11-24T09:00:00+00:00", False)
    await stage.in_mdt("!mdt start")
    shown = await card(stage)
    assert shown.upcoming is not None
    assert shown.upcoming.running
    await stage.in_mdt("!mdt sluit")
    stage.now += 2 * HOUR
    shown = await card(stage)
    assert shown.upcoming is not None
    assert shown.upcoming.moment.isoformat() == "2026-11-25T09:00:00+00:00"
    await finish(stage)
    assert (await card(stage)).upcoming is None


async def test_an_mdt_that_began_early_and_left_the_case_comes_another_day(stage: Stage) -> None:
    """At nine, while the MDT of the day is at ten by the calendar."""
    await stage.new_case("2", stage.now - HOUR)
    await stage.in_mdt("!mdt start\n!volgende")
    shown = await card(stage)
    assert shown.upcoming is not None
    assert shown.upcoming.running
    await stage.in_mdt("!volgende")
    shown, wednesday = await card(stage), "2026-11-25T09:00:00+00:00"
    assert shown.upcoming is not None
    assert (shown.upcoming.moment.isoformat(), shown.upcoming.running) == (wednesday, False), "the meeting left it"
    await stage.in_mdt("!mdt sluit")
    shown = await card(stage)
    assert shown.upcoming is not None
    assert shown.upcoming.moment.isoformat() == wednesday, "that of today was held"


async def open_minor(stage: Stage, age: int | None, consents: tuple[Consent, ...] = ()) -> str:
    victim = replace(intake("9"), minor=True, age=age, informant_may_be_suspects_family=True)
    victim = replace(victim, consents=consents or victim.consents)
    async with stage.database.work() as work:
        opened = await open_case(work, stage.speaker, victim, prints("9", "9"), stage.now, stage.choose)
        await work.commit()
    assert isinstance(opened, CaseOpened)
    await stage.make_rooms()
    return opened.code


@pytest.mark.parametrize(
    ("age", "typed", "doubt"),
    [
        (14, "beiden", None),
        (14, "ouder", Doubt(Decider.BOTH, ("Openbaar Ministerie",))),
        (8, "slachtoffer", Doubt(Decider.GUARDIAN, ("Openbaar Ministerie",))),
        (17, "slachtoffer", None),
        (None, "slachtoffer", None),
    ],
)
async def test_the_preview_of_a_yes_warns_and_does_not_block(
    stage: Stage, age: int | None, typed: str, doubt: Doubt | None
) -> None:
    code = await open_minor(stage, age)
    ahead = only(await stage.in_case(BAS, f"!toestemming om ja door {typed}", code), YesAhead)
    assert ahead.doubt == doubt
    await stage.in_case(BAS, ahead.command, code)
    async with stage.database.work() as work:
        assert DIRK in {member.user_id for member in await work.cases.roster(code)}


async def test_the_overview_warns_of_who_decided_and_of_the_informant(stage: Stage) -> None:
    code = await open_minor(stage, None)
    shown = only(await stage.in_case(BAS, "!toestemming", code), ConsentOverview)
    granting = ("Politie", "Veilig Thuis", "Centrum Seksueel Geweld", "Slachtofferhulp Nederland")
    assert (shown.family, shown.doubt) == (True, Doubt(None, granting))
    plain = only(await stage.in_case(BAS, "!toestemming"), ConsentOverview)
    assert (plain.family, plain.doubt) == (False, None)


async def test_the_yes_that_brings_the_ninth_organisation_in_warns(stage: Stage) -> None:
    outsiders = tuple(Contribution(f"school {number}", "iets") for number in range(4))
    crowded = replace(intake("9"), contributions=outsiders)
    async with stage.database.work() as work:
        await enrol(work, DIRECTORY)
        opened = await open_case(work, stage.speaker, crowded, prints("9", "9"), stage.now, stage.choose)
        await work.commit()
    assert isinstance(opened, CaseOpened)
    await stage.make_rooms()
    assert only(await stage.in_case(BAS, "!toestemming om ja", opened.code), YesAhead).many == 9
    assert only(await stage.in_case(BAS, "!toestemming politie ja recht", opened.code), YesAhead).many == 0
    assert only(await stage.in_case(BAS, "!toestemming om ja"), YesAhead).many == 0


STEPS = st.lists(
    st.sampled_from(["wijziging", "wensen", "start", "volgende", "besluit", "blijft", "sluit"]), max_size=25
)
TYPED = {
    "wijziging": "!casus wijziging: iets",
    "wensen": "!casus wensen: iets",
    "besluit": ALL_AREAS,
    "blijft": "!besluit rest blijft",
}


@given(STEPS)
@settings(max_examples=40, deadline=None)
async def test_a_case_is_off_the_agenda_only_when_a_meeting_weighed_it_after_the_last_change(steps: list[str]) -> None:
    stage = await Stage().set_up()
    await stage.in_case(BAS, "!regie ik")
    changed: datetime | None = None
    finished: datetime | None = None
    for step in steps:
        stage.now += timedelta(minutes=1)
        async with stage.database.work() as work:
            meeting = await work.meetings.running("DH")
        current = meeting is not None and meeting.current == stage.code
        missing = (await card(stage)).file.open_areas
        if step in TYPED:
            await stage.in_case(BAS, TYPED[step])
        else:
            await stage.in_mdt({"volgende": "!volgende"}.get(step, f"!mdt {step}"))
        if step == "wijziging":
            changed = stage.now
        if step in {"volgende", "sluit"} and current:
            finished = None if missing else stage.now
        elif meeting is not None and step == "sluit" and any(i.code == stage.code for i in meeting.items):
            waits = any(i.code == stage.code and i.state == "wacht" for i in meeting.items)
            finished = None if waits else finished
        async with stage.database.work() as work:
            running = await work.meetings.running("DH")
            listed = stage.code in {item.code for item in (await agenda(work, "DH", stage.now)).items}
        if running is not None and any(i.code == stage.code and i.state in {"wacht", "nu"} for i in running.items):
            assert listed, "the meeting still has to come to it"
            continue
        assert listed == (finished is None or (changed is not None and changed > finished))


async def test_whoever_comes_later_gets_the_card_as_it_is_now(stage: Stage) -> None:
    await stage.in_case(ANNA, "!casus contact: alleen appen")
    await stage.in_case(BAS, only(await stage.in_case(BAS, "!toestemming om ja"), YesAhead).command)
    async with stage.database.work() as work:
        assert Consent("om", Answer.YES) in await work.cases.consents(stage.code)
    shown = only(await stage.in_case(DIRK, "!casus"), Card)
    assert [note.text for note in shown.file.notes] == ["alleen appen"]


# --- the card now, the whole card, and what was noted before ---


async def test_the_card_is_short_when_asked_for_and_whole_for_whoever_comes(stage: Stage) -> None:
    assert not (await card(stage)).whole
    assert only(await stage.in_case(ANNA, "!casus alles"), Card).whole
    assert only(await stage.in_case(ANNA, "!case all"), Card).whole
    async with stage.database.work() as work:
        await work.cases.want_card(stage.code, stage.now)
        assert await post_cards(work, stage.speaker, stage.now) == 1
        await work.commit()
    assert only(await stage.read(), Card).whole


async def test_the_mdt_reads_the_whole_story_the_first_time_only(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie ik")
    assert only(await stage.in_mdt("!mdt start\n!volgende"), ItemHere).card.whole
    await stage.in_case(CARLA, "!besluit recht: besloten")
    await stage.in_mdt("!mdt sluit")
    stage.now += timedelta(days=1)
    assert not only(await stage.in_mdt("!mdt start\n!volgende"), ItemHere).card.whole


async def test_everything_that_was_noted_can_be_read_back_newest_first(stage: Stage) -> None:
    for text in ("wensen: eerst rust", "wensen: toch een gesprek", "gehoord: moeder", "niet gehoord: zus is bang"):
        stage.now += HOUR
        await stage.in_case(BAS, f"!casus {text}")
    shown = only(await stage.in_case(ANNA, "!casus geschiedenis"), NotesShown)
    assert [note.text for note in shown.notes] == ["zus is bang", "moeder", "toch een gesprek", "eerst rust"]
    assert (shown.about, shown.whole, shown.names[BAS]) == (None, False, "Bas Jansen")
    for typed in ("wensen", "Wensen", ": wensen", "wishes"):
        wishes = only(await stage.in_case(ANNA, f"!casus geschiedenis {typed}"), NotesShown)
        assert ([note.text for note in wishes.notes], wishes.whole) == (["toch een gesprek", "eerst rust"], False)
    for typed in ("gehoord", "niet gehoord", "familie", "family"):
        family = only(await stage.in_case(ANNA, f"!casus geschiedenis {typed}"), NotesShown)
        assert [note.text for note in family.notes] == ["zus is bang", "moeder"]
    assert only(await stage.in_case(ANNA, "!casus geschiedenis wensen alles"), NotesShown).whole
    assert only(await stage.in_case(ANNA, "!case history all"), NotesShown).whole
    assert (await stage.audited())[0].verb == "casus geschiedenis"


async def test_what_the_intake_said_is_not_lost_when_a_note_takes_its_place() -> None:
    stage = await Stage().set_up()
    told = replace(intake("9"), wishes="geen politie thuis", contact="bellen na vijven")
    async with stage.database.work() as work:
        opened = await open_case(work, stage.speaker, told, prints("9", "9"), stage.now, stage.choose)
        await work.commit()
    assert isinstance(opened, CaseOpened)
    await stage.make_rooms()
    await stage.in_case(ANNA, "!casus wensen: wel een gesprek", opened.code)
    shown = only(await stage.in_case(ANNA, "!casus geschiedenis", opened.code), NotesShown)
    assert shown.at_report == ((NoteKind.WISHES, "geen politie thuis"),), "the rest stands on the card still"
    shown = only(await stage.in_case(ANNA, "!casus geschiedenis contact", opened.code), NotesShown)
    assert (shown.notes, shown.at_report) == ((), ((NoteKind.CONTACT, "bellen na vijven"),))


async def test_the_code_of_this_very_case_may_be_typed_and_no_other(stage: Stage) -> None:
    other = await stage.new_case("2")
    assert only(await stage.in_case(ANNA, f"!casus {stage.code.lower()}"), Card).file.case.code == stage.code
    for code in (other, "DH-2222"):
        assert only(await stage.in_case(ANNA, f"!casus {code}"), OtherCaseHere).code == stage.code


async def test_cases_do_not_read_each_others_history(stage: Stage) -> None:
    other = await stage.new_case("2")
    await stage.in_case(ANNA, "!casus wensen: eerst rust")
    assert only(await stage.in_case(ANNA, "!casus geschiedenis", other), NotesShown).notes == ()
    for said in (await stage.in_direct(ANNA, "!casus geschiedenis"), await stage.in_mdt("!casus alles")):
        only(said, WrongPlace)
