"""Examples that the storage tests share."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.case import (
    Action,
    ActionState,
    Answer,
    Area,
    Case,
    Consent,
    Contribution,
    Decision,
    Intake,
    Member,
    Owner,
)
from bot.domain.people import Place
from bot.domain.rooms import Room
from bot.ports import Fingerprints, Message, Outgoing, Work

NOW = datetime(2026, 11, 23, 9, 30, 15, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DUE = date(2026, 11, 27)

A = "DH-AAAA"
B = "DH-BBBB"
C = "OB-CCCC"
ANNA = "@anna:example.org"
BEN = "@ben:example.org"


def case(code: str = A, **changes: object) -> Case:
    values: dict[str, object] = {"region": code[:2], "reported_at": NOW - HOUR, "opened_at": NOW}
    return Case(code=code, **(values | changes))  # type: ignore[arg-type]  # a test's own keywords


def intake(word: str = "woord") -> Intake:
    return Intake(
        region="DH",
        source="politie",
        reporter=f"melder {word}",
        victim=f"slachtoffer {word}",
        kind=f"soort {word}",
        reported_at=NOW - HOUR,
        reference=f"kenmerk {word}",
        relation=f"relatie {word}",
        concerns=f"betreft {word}",
        minor=True,
        age=14,
        decided_by=f"besloten door {word}",
        online=False,
        when=f"wanneer {word}",
        last_time=f"laatst {word}",
        safety_now=f"veilig {word}",
        children=f"kinderen {word}",
        needs=((Area.SAFETY, f"nodig {word}"), (Area.CARE, f"zorg {word}")),
        wishes=f"wensen {word}",
        involved=f"betrokken {word}",
        contact=f"contact {word}",
        consents=(Consent("vt", Answer.YES), Consent("csg", Answer.YES), Consent("om", Answer.NO)),
        contributions=(Contribution("vt", f"inzet {word}"),),
        proposed_coordinator=f"voorstel {word}",
        informant_may_be_suspects_family=True,
        case_kind="stalking",
    )


def prints(name: str) -> Fingerprints:
    return Fingerprints(f"identity of {name}", f"content of {name}")


def roster() -> tuple[Member, ...]:
    return (Member(BEN, "vt"), Member(ANNA, "csg"))


def action(number: int = 1, text: str = "bellen", organisation: str = "vt", user: str | None = ANNA) -> Action:
    return Action(number, Owner(organisation, user), DUE, text, BEN, NOW)


async def ended(work: Work, code: str, number: int, by: str, at: datetime, reason: str = "") -> None:
    """Have an action done, or with a reason dropped."""
    found = await work.actions.get(code, number)
    if found is None:
        raise KeyError((code, number))
    state = ActionState.DROPPED if reason else ActionState.DONE
    await work.actions.save(code, replace(found, state=state, done_by=by, done_at=at, reason=reason))


def decision(area: Area = Area.SAFETY, text: str = "slot", *, not_applicable: bool = False) -> Decision:
    return Decision(area, text, not_applicable, ANNA, NOW)


def message(word: str = "hallo") -> Message:
    return Message(f"plain {word}", f"<b>html {word}</b>", rings=True, mentions=(ANNA, BEN))


def outgoing(id_: str, wish: str = "wish-a", code: str | None = None, word: str = "hallo") -> Outgoing:
    return Outgoing(id_, wish, code, message(word), NOW)


def room(wish: str = "wish-a", subject: str = A, room_id: str | None = None) -> Room:
    return Room(wish, Place.CASE, subject, room_id)


async def add_case(work: Work, code: str = A, **changes: object) -> None:
    await work.cases.add(case(code, **changes), intake(), prints(code), roster())
