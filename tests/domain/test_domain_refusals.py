"""A refusal is a value: its class name may be logged, what was typed is nowhere in it."""

import inspect
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import refusals
from bot.domain.case import Action, ActionState, Area, Case, Decision, Owner, decided_areas, open_areas
from bot.domain.failures import describe
from bot.domain.refusals import AlreadyCoordinator, DateNotUnderstood, Refusal, Refused, TooLong

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
CLASSES = [c for _, c in inspect.getmembers(refusals, inspect.isclass) if issubclass(c, Refusal) and c is not Refusal]


def test_there_are_refusals() -> None:
    assert len(CLASSES) > 20


@pytest.mark.parametrize("class_", CLASSES)
def test_every_refusal_is_frozen_and_has_no_field_for_typed_text(class_: type[Refusal]) -> None:
    assert is_dataclass(class_)
    assert class_.__dataclass_params__.frozen  # type: ignore[attr-defined]  # dataclasses keep this to themselves
    assert class_.__doc__
    assert not {f.name for f in fields(class_)} & {"text", "typed", "value", "word", "input"}


def test_a_raised_refusal_shows_its_class_and_nothing_else() -> None:
    refusal = TooLong("tekst", 200)
    raised = Refused(refusal)
    assert str(raised) == "TooLong"
    assert raised.refusal == TooLong("tekst", 200)
    assert AlreadyCoordinator() == AlreadyCoordinator()
    with pytest.raises(FrozenInstanceError):
        refusal.field = "x"  # type: ignore[misc] # that is what the test tries


def test_a_failure_is_described_without_its_text() -> None:
    def fails() -> None:
        raise ValueError("geheim van Anna")

    try:
        fails()
    except ValueError as error:
        told = describe(error)
    assert told.startswith("ValueError at fails:")
    assert "Anna" not in told


def test_a_case_must_be_weighed_within_a_day() -> None:
    assert Case("DH-2222", "DH", NOW, NOW).deadline == NOW + timedelta(hours=24)


def test_an_action_is_late_after_its_day() -> None:
    action = Action(3, Owner("CSG"), NOW.date(), "bellen met Anna", "@a:x", NOW)
    assert action.label == "A3"
    assert not action.is_late(NOW.date())
    assert action.is_late(NOW.date() + timedelta(days=1))
    done = Action(3, Owner("CSG"), NOW.date(), "bellen", "@a:x", NOW, ActionState.DONE)
    assert not done.is_late(NOW.date() + timedelta(days=1))
    assert "Anna" not in repr(action)


def test_open_areas_keep_their_order() -> None:
    decision = Decision(Area.LAW, "geen aangifte nu", not_applicable=False, decided_by="@a:x", decided_at=NOW)
    assert open_areas(()) == tuple(Area)
    assert open_areas((decision,)) == (Area.SAFETY, Area.CARE, Area.RECOVERY)
    assert decided_areas((decision,)) == {Area.LAW}
    assert "aangifte" not in repr(decision)


def test_a_date_refusal_says_the_field_only() -> None:
    assert DateNotUnderstood("datum").field == "datum"
