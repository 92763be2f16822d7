"""What is still to do before somebody can begin, and that it is exactly what keeps them out."""

from itertools import product

import pytest

from bot.domain.coming import Step, steps_left
from bot.domain.people import Directory, Person, Role, Standing
from bot.domain.trust import Pin, TrustMode, TrustState

PIET = "@piet:x"


def person(role: Role, standing: Standing) -> Person:
    return Person(PIET, "Piet", "vt", frozenset({"DH"}), frozenset({role}), "nl", standing)


def pin(state: TrustState) -> Pin:
    return Pin(PIET, "A" * 43, state, "A" * 43)


def test_a_newcomer_has_three_things_to_do_in_this_order() -> None:
    left = steps_left(person(Role.PROFESSIONAL, Standing()), None, TrustMode.CONFIRMED, 1)
    assert left == (Step.PROTOCOL, Step.IDENTITY, Step.COLLEAGUE)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR])
def test_who_manages_or_inspects_has_no_protocol_to_accept(role: Role) -> None:
    assert steps_left(person(role, Standing()), None, TrustMode.CONFIRMED, 1) == (Step.IDENTITY, Step.ADMINS)
    settled = steps_left(person(role, Standing(confirmed=True)), pin(TrustState.CONFIRMED), TrustMode.CONFIRMED, 1)
    assert settled == ()


@pytest.mark.parametrize(("confirmed", "accepted", "protocol"), [*product((False, True), range(3), range(3))])
def test_what_is_left_is_what_keeps_somebody_out(*, confirmed: bool, accepted: int, protocol: int) -> None:
    who = person(Role.PROFESSIONAL, Standing(confirmed, accepted))
    left = steps_left(who, pin(TrustState.CONFIRMED), TrustMode.CONFIRMED, protocol)
    assert Directory(people=(who,), protocol=protocol).admitted(who) is (left == ())


@pytest.mark.parametrize(
    ("state", "mode", "counts"),
    [
        (TrustState.SEEN, TrustMode.CONFIRMED, False),
        (TrustState.SEEN, TrustMode.FIRST_USE, True),
        (TrustState.BLOCKED, TrustMode.FIRST_USE, False),
        (TrustState.CONFIRMED, TrustMode.CONFIRMED, True),
    ],
)
def test_an_identity_is_a_step_while_it_does_not_count(state: TrustState, mode: TrustMode, *, counts: bool) -> None:
    left = steps_left(person(Role.PROFESSIONAL, Standing(confirmed=True)), pin(state), mode, 0)
    assert left == (() if counts else (Step.IDENTITY,))
