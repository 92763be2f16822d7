"""`!collega` and `!bevestig`: nobody counts because a list says so (R14, R16, e2ee rule 7)."""

import pytest

from bot.domain.coming import Step, WaitingColleague
from bot.domain.people import Place
from bot.domain.refusals import CodeDoesNotFit, MissingField, NoIdentityShown, Refusal, SeveralPeople, UnknownCommand
from bot.domain.refusals_coming import (
    AlreadyConfirmed,
    AskAColleague,
    AskAdmins,
    FirstYourself,
    IdentityFirst,
    NotYourself,
    SaidAlready,
    UnknownColleague,
)
from bot.domain.standing import Kind
from bot.domain.trust import TrustMode, TrustState
from bot.usecases.notices import YouAreConfirmed
from bot.usecases.results_coming import (
    ColleagueConfirmed,
    ColleagueDenied,
    ColleagueOf,
    Colleagues,
    NotOneOfUs,
    OneMoreAdmin,
    Vouched,
    YouCount,
    YouNoLongerCount,
)
from tests.commands.stage import only, values
from tests.newcomers import ADA, ANNA, BEP, BO, CEES, CLEO, NIEK, OTTO, PIET, Town, code, pin


@pytest.fixture
async def town() -> Town:
    return await Town().set_up()


# --- a colleague ---


async def test_a_colleague_sees_who_waits_and_for_what(town: Town) -> None:
    assert only(await town.in_direct(ANNA, "!collega")) == Colleagues(
        "Veilig Thuis", (WaitingColleague(PIET, "Piet de Boer", (Step.IDENTITY, Step.COLLEAGUE)),)
    )
    assert only(await town.in_direct(CEES, "!colleague")) == Colleagues("Centrum Seksueel Geweld", ())


async def test_a_colleague_sees_who_it_is_and_what_to_compare_but_not_the_code(town: Town) -> None:
    shown = only(await town.in_direct(ANNA, "!collega piet"))
    assert isinstance(shown, ColleagueOf)
    assert (shown.who, shown.name, shown.organisation) == (PIET, "Piet de Boer", "Veilig Thuis")
    assert shown.left == (Step.IDENTITY, Step.COLLEAGUE)
    assert not shown.changed
    assert shown.identity is not None
    assert code(PIET) not in "".join(shown.identity.fingerprints[0].shown.split())


@pytest.mark.parametrize(
    "line",
    ["!collega piet bevestig {}", "!collega Piet de Boer confirm {}", "!collega @piet:regiekamer.test bevestig {}"],
)
async def test_one_code_confirms_that_somebody_works_here_and_who_it_is(town: Town, line: str) -> None:
    typed = code(PIET)
    said = await town.in_direct(ANNA, line.format(f"{typed[:4]} {typed[4:]}"))
    assert ColleagueConfirmed(PIET, "Piet de Boer", "Veilig Thuis", True, True, ()) in values(said)
    told = [each.value for each in said if (each.place, each.subject) == (Place.DIRECT, PIET)]
    assert told == [YouAreConfirmed(()), YouCount(Kind.PROFESSIONAL, "Veilig Thuis", ("Anna de Vries",), ())]
    found, person = await town.pinned(PIET), await town.person(PIET)
    assert found is not None
    assert (found.standing, person.confirmed) == (TrustState.CONFIRMED, True)
    trail = [(e.actor, e.verb, e.subject, e.outcome) for e in await town.audited(3)]
    assert trail == [
        (ANNA, "bevestigen", PIET, "hoort erbij"),
        (ANNA, "bevestigen", PIET, "identiteit"),
        (ANNA, "collega", PIET, "ok"),
    ]
    assert only(await town.in_direct(BO, "!collega piet bevestig")) == AlreadyConfirmed()


async def test_a_colleague_who_has_not_logged_in_yet_is_confirmed_without_a_code_and_compared_later(town: Town) -> None:
    async with town.database.work() as work:
        work.pins._state.pins.pop(PIET)  # type: ignore[attr-defined]
        await work.commit()
    said = values(await town.in_direct(ANNA, "!collega piet bevestig"))
    assert ColleagueConfirmed(PIET, "Piet de Boer", "Veilig Thuis", True, False, (Step.IDENTITY,)) in said
    assert only(await town.in_direct(ANNA, "!collega piet bevestig")) == NoIdentityShown()
    await town.keep_pin(pin(PIET, TrustState.SEEN))
    said = values(await town.in_direct(BO, f"!collega piet bevestig {code(PIET)}"))
    assert ColleagueConfirmed(PIET, "Piet de Boer", "Veilig Thuis", False, True, ()) in said


async def test_a_colleague_lifts_the_block_on_a_changed_identity(town: Town) -> None:
    await town.in_direct(ANNA, f"!collega piet bevestig {code(PIET)}")
    await town.keep_pin(pin(PIET, TrustState.BLOCKED, "new"))
    shown = only(await town.in_direct(BO, "!collega piet"))
    assert isinstance(shown, ColleagueOf)
    assert shown.changed
    assert only(await town.in_direct(BO, "!collega piet bevestig")) == MissingField(
        "code", "!collega @piet bevestig aB3d eF4"
    )
    said = values(await town.in_direct(BO, f"!collega piet bevestig {code(PIET, 'new')}"))
    assert YouAreConfirmed((), again=True) in said
    found = await town.pinned(PIET)
    assert found is not None
    assert found.counts(TrustMode.CONFIRMED)


async def test_where_the_first_identity_counts_nothing_is_compared(town: Town) -> None:
    town = await Town(TrustMode.FIRST_USE).set_up()
    said = values(await town.in_direct(ANNA, "!collega piet bevestig"))
    assert ColleagueConfirmed(PIET, "Piet de Boer", "Veilig Thuis", True, False, ()) in said
    found = await town.pinned(PIET)
    assert found is not None
    assert found.standing is TrustState.SEEN


@pytest.mark.parametrize("counted", [False, True])
async def test_who_does_not_work_here_counts_no_longer_and_the_administrators_are_alarmed(
    town: Town, *, counted: bool
) -> None:
    if counted:
        await town.in_direct(ANNA, f"!collega piet bevestig {code(PIET)}")
    said = await town.in_direct(BO, "!collega @piet klopt niet")
    alarm = NotOneOfUs("Piet de Boer", PIET, "Veilig Thuis", "Bo Smit", counted)
    assert [each.value for each in said if each.place is Place.ADMIN] == [alarm]
    assert ColleagueDenied(PIET, "Piet de Boer", "Veilig Thuis") in values(said)
    assert (YouNoLongerCount("Veilig Thuis") in values(said)) is counted
    assert not (await town.person(PIET)).confirmed
    assert ("bevestigen", "hoort er niet bij") in [(e.verb, e.outcome) for e in await town.audited(2)]


# --- refusals of colleagues ---


@pytest.mark.parametrize(
    ("who", "typed", "refusal"),
    [
        (ANNA, "!collega anna bevestig", NotYourself()),
        (ANNA, "!collega anna klopt niet", NotYourself()),
        (PIET, "!collega", FirstYourself()),
        (PIET, "!collega anna", FirstYourself()),
        (PIET, f"!collega piet bevestig {code(PIET)}", FirstYourself()),
        (CEES, "!collega piet", UnknownColleague()),
        (CEES, "!collega Piet de Boer", UnknownColleague()),
        (CEES, f"!collega {PIET} bevestig {code(PIET)}", UnknownColleague()),
        (CEES, f"!collega {PIET} klopt niet", UnknownColleague()),
        (CEES, "!collega bestaatniet", UnknownColleague()),
        (CEES, "!collega @bestaat:niet.test klopt niet", UnknownColleague()),
        (ANNA, "!collega piet bevestig fout fou", CodeDoesNotFit()),
        (ANNA, f"!collega piet bevestig {code(BO)}", CodeDoesNotFit()),
        (ANNA, "!collega ada bevestig", AskAdmins()),
        (ANNA, "!collega ada klopt niet", AskAdmins()),
    ],
)
async def test_a_colleague_is_refused(town: Town, who: str, typed: str, refusal: Refusal) -> None:
    assert only(await town.in_direct(who, typed)) == refusal
    assert not (await town.person(PIET)).confirmed
    assert (await town.person(ADA)).confirmed
    assert await town.pinned(PIET) == pin(PIET, TrustState.SEEN)


async def test_a_wrong_code_confirms_nothing_at_all(town: Town) -> None:
    await town.in_direct(ANNA, "!collega piet bevestig fout fou")
    [entry] = await town.audited()
    assert (entry.verb, entry.outcome) == ("collega", "CodeDoesNotFit")
    async with town.database.work() as work:
        assert await work.standings.get(PIET) is None


@pytest.mark.parametrize("mode", TrustMode)
async def test_whose_own_identity_nobody_compared_compares_nobodys(mode: TrustMode) -> None:
    town = await Town(mode).set_up()
    await town.keep_pin(pin(ANNA, TrustState.SEEN))
    assert only(await town.in_direct(ANNA, f"!collega piet bevestig {code(PIET)}")) == IdentityFirst()
    assert not (await town.person(PIET)).confirmed


async def test_an_administrator_is_no_colleague(town: Town) -> None:
    said = only(await town.in_direct(ADA, "!collega"))
    assert not isinstance(said, Colleagues)
    assert not (await town.person(PIET)).confirmed


async def test_what_somebody_is_called_elsewhere_makes_no_difference_to_the_answer(town: Town) -> None:
    """ "Anna Bos" exists nowhere, "Cees Bakker" elsewhere: at Veilig Thuis both are nobody."""
    answers = {type(only(await town.in_direct(ANNA, f"!collega {name}"))) for name in ("Cees Bakker", "Kees Onbekend")}
    assert answers == {UnknownColleague}


async def test_two_colleagues_of_one_name_are_told_apart(town: Town) -> None:
    async with town.database.work() as work:
        here = await work.people.directory()
        await work.people.replace(
            type(here)(here.regions, here.organisations, (*here.people, type(here.people[0])(
                "@piet2:regiekamer.test", "Piet Anders", "vt", here.people[0].regions, here.people[0].roles))),
        )  # fmt: skip
        await work.commit()
    assert only(await town.in_direct(ANNA, "!collega piet")) == SeveralPeople("wie", "Piet Anders, Piet de Boer")


# --- administrators ---


async def test_the_first_of_an_organisation_needs_two_administrators(town: Town) -> None:
    said = await town.in_admin(ADA, "!bevestig niek")
    assert [each.value for each in said] == [
        Vouched(NIEK, "Niek Eerste", "Openbaar Ministerie", confirmed=False),
        OneMoreAdmin("Niek Eerste", NIEK),
    ]
    assert not (await town.person(NIEK)).confirmed
    said = await town.in_admin(BEP, "!confirm @niek")
    assert Vouched(NIEK, "Niek Eerste", "Openbaar Ministerie", confirmed=True) in values(said)
    both = ("Ada Beheer", "Bep Beheer")
    count = YouCount(Kind.PROFESSIONAL, "Openbaar Ministerie", both, (Step.IDENTITY,))
    assert [each.value for each in said if each.subject == NIEK] == [count]
    assert (await town.person(NIEK)).confirmed
    outcomes = [(e.actor, e.outcome) for e in await town.audited(9) if e.verb == "bevestigen"]
    assert outcomes == [(ADA, "genoteerd"), (BEP, "hoort erbij")]


@pytest.mark.parametrize("who", [CLEO, OTTO])
async def test_two_administrators_make_a_third_and_an_auditor(town: Town, who: str) -> None:
    await town.in_admin(ADA, f"!bevestig {who}")
    assert not (await town.person(who)).confirmed
    await town.in_admin(BEP, f"!bevestig {who}")
    assert (await town.person(who)).confirmed


@pytest.mark.parametrize(
    ("who", "typed", "refusal"),
    [
        (ADA, "!bevestig piet", AskAColleague()),
        (ADA, "!bevestig ada", NotYourself()),
        (ADA, "!bevestig anna", AlreadyConfirmed()),
        (ADA, "!bevestig", MissingField("wie", "!bevestig @anna")),
    ],
)
async def test_an_administrator_is_refused(town: Town, who: str, typed: str, refusal: Refusal) -> None:
    assert only(await town.in_admin(who, typed)) == refusal
    assert not (await town.person(PIET)).confirmed


async def test_one_administrator_never_counts_twice(town: Town) -> None:
    await town.in_admin(ADA, "!bevestig niek")
    assert only(await town.in_admin(ADA, "!bevestig niek")) == SaidAlready()
    assert only(await town.in_admin(ADA, "!bevestig niek\n")) == SaidAlready()
    assert not (await town.person(NIEK)).confirmed


async def test_what_somebody_said_who_is_no_administrator_any_more_does_not_count(town: Town) -> None:
    await town.in_admin(ADA, "!bevestig niek")
    await town.unconfirm(ADA)
    said = values(await town.in_admin(BEP, "!bevestig niek"))
    assert Vouched(NIEK, "Niek Eerste", "Openbaar Ministerie", confirmed=False) in said
    assert not (await town.person(NIEK)).confirmed


async def test_who_waits_to_become_an_administrator_is_in_no_room_to_confirm_anybody(town: Town) -> None:
    assert await town.in_admin(CLEO, "!bevestig niek") == []


async def test_bevestig_is_no_command_of_ones_own_chat(town: Town) -> None:
    said = only(await town.in_direct(ANNA, "!bevestig piet"))
    assert isinstance(said, Refusal)
    assert not isinstance(said, UnknownCommand)
    assert not (await town.person(PIET)).confirmed
