"""Everybody sees every arrival and departure, whichever the way; who goes and who comes hears it in the direct chat."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.case import Answer, Consent, Member
from bot.domain.clock import Watch
from bot.domain.duty import Duty
from bot.domain.people import UserId
from bot.usecases.seats import keep
from tests.commands.chat import ANNA_BOS, ANNA_VRIES, BEHEER, JOOST, MIRA
from tests.commands.test_commands_going import LEO, MORE, NIEK, Town

ALONE = "⚠️ Niemand doet nu mee in {code}. De casus blijft bestaan."
READ = "Wat je al las, kan nog op je telefoon of computer staan."
OTHERS = (MIRA, ANNA_BOS, JOOST)


class Door(Town):
    """The town, in which the bot also looks who sits in."""

    async def tick(self, hours: float = 0) -> dict[str, list[str]]:
        self.now += timedelta(hours=hours)
        async with self.database.work() as work:
            await keep(work, self.speaker, self.now, Watch())
            await work.commit()
        await self.said()
        return self.by_subject()

    async def today(self, *users: UserId) -> None:
        """Let these represent Veilig Thuis on this Tuesday."""
        async with self.database.work() as work:
            lines = [Duty("DH", "vt", user, weekday=1, turn=turn) for turn, user in enumerate(users)]
            await work.duties.replace("DH", "vt", lines)
            await work.commit()

    async def only_anna(self) -> None:
        for user in OTHERS:
            await self.type(user, user, f"!terugtrekken {self.first} bevestig")

    async def close(self) -> None:
        async with self.database.work() as work:
            await work.cases.close(self.first, self.now, MIRA)
            await work.commit()


@pytest.fixture
async def town() -> Door:
    made = Door()
    await made.set_up()
    await made.also(*MORE)
    return made


# --- who had nothing to do goes as visibly as who had ---


async def test_who_withdraws_in_the_direct_chat_is_seen_to_go(town: Door) -> None:
    heard = await town.heard(ANNA_VRIES, ANNA_VRIES, f"!terugtrekken {town.first} bevestig")
    assert heard[town.first] == [f"Anna de Vries doet niet meer mee in {town.first}."]
    assert heard[ANNA_VRIES] == [f"Je doet niet meer mee in {town.first}.\n{READ}"]


async def test_who_is_excluded_is_seen_to_go(town: Door) -> None:
    await town.type(MIRA, town.first, "!regie @mira")
    heard = await town.heard(MIRA, MIRA, f"!uitsluiten {town.first} @avries bevestig")
    assert heard[town.first] == [f"Anna de Vries doet niet meer mee in {town.first}."]
    assert READ in heard[ANNA_VRIES][0]


async def test_who_leaves_service_is_seen_to_go_from_every_running_case(town: Door) -> None:
    heard = await town.let_go("!uitdienst @avries")
    for code in (town.first, town.second):
        assert heard[code] == [f"Anna de Vries doet niet meer mee in {code}."]


@pytest.mark.parametrize("change", ["organisatie csg", "regio OB"])
async def test_who_works_elsewhere_from_now_on_is_seen_to_go_and_told_of_which_cases(town: Door, change: str) -> None:
    heard = await town.heard(BEHEER, "", f"!lid @avries {change} bevestig")
    for code in (town.first, town.second):
        assert heard[code] == [f"Anna de Vries doet niet meer mee in {code}."]
    [told] = heard[ANNA_VRIES]
    codes = " en ".join(sorted((town.first, town.second)))
    assert told == f"Je doet niet meer mee in {codes}: je werk is veranderd.\n{READ}\nKlopt dit niet? Bel je beheerder."


async def test_a_guest_whose_place_goes_to_another_before_the_mdt_hears_it_and_one_who_goes_after_it_knew(
    town: Door,
) -> None:
    await town.today(LEO)
    assert (await town.tick(1))[LEO][0].startswith("Vandaag doe je mee in het MDT")
    await town.today(NIEK)
    heard = await town.tick()
    codes = " en ".join(sorted((town.first, town.second)))
    assert heard[LEO] == [f"Je doet vandaag toch niet mee in het MDT voor {codes}.\n{READ}"]
    assert heard[NIEK][0].startswith("Vandaag doe je mee in het MDT")
    assert await town.tick() == {}, "once"
    await town.type(JOOST, "DH", "!mdt start")
    heard = await town.heard(JOOST, "DH", "!mdt sluit")
    assert any("Niet meer erbij voor het MDT: Niek Smal" in text for text in heard[town.first])
    assert NIEK not in heard


async def test_who_goes_away_oneself_is_not_told_that_they_do_not_sit_in(town: Door) -> None:
    await town.today(LEO, NIEK)
    await town.tick(1)
    await town.type(LEO, LEO, "!afwezig vandaag")
    heard = await town.tick()
    assert LEO not in heard
    assert NIEK in heard
    assert any("Niet meer erbij voor het MDT: Leo Vos" in text for text in heard[town.first])


@pytest.mark.parametrize("direct", [False, True])
async def test_who_is_replaced_and_sits_in_today_hears_just_that(town: Door, direct: bool) -> None:
    await town.today(ANNA_VRIES)
    await town.tick(1)
    typed = f"!vervang {town.first} mij door @leo" if direct else "!vervang mij door @leo"
    heard = await town.heard(ANNA_VRIES, ANNA_VRIES if direct else town.first, typed)
    assert heard[town.first] == [
        f"Leo Vos neemt het over van Anna de Vries in {town.first}.",
        "Vandaag erbij voor het MDT: Anna de Vries (Veilig Thuis).",
    ]
    told = f"Een collega neemt het van je over in {town.first}.\nJe bent er vandaag nog bij voor het MDT."
    assert sum(text.startswith(told) for text in heard[ANNA_VRIES]) == 1
    assert not [text for text in heard[ANNA_VRIES] if "niet meer mee" in text or "uitnodiging" in text]


# --- a case in which nobody is any more ---


async def test_the_administrators_hear_when_a_case_begins_with_nobody_who_can_come_in(town: Door) -> None:
    async with town.database.work() as work:
        record = await work.standings.get(ANNA_BOS)
        assert record is not None
        await work.standings.save(replace(record, confirmed_at=None, vouched_by=()))
        await work.commit()
    await town.open_case("7", (Consent("csg", Answer.YES), Consent("vt", Answer.NO)), timedelta(hours=1))
    await town.said()
    [(where, alarm)] = [(where, message.plain) for where, message in town.messages if "Niemand" in message.plain]
    assert (where, "Er mogen wel organisaties meedoen." in alarm) == ("", True)
    await town.open_case("8", (Consent("vt", Answer.NO),), timedelta(hours=1))
    await town.said()
    alarms = {where: message.plain for where, message in town.messages if "Niemand" in message.plain}
    assert alarms.keys() == {"", JOOST}, "without consent the chair hears it too: nobody can choose a regiehouder"
    assert all("Er is geen toestemming" in alarm for alarm in alarms.values())


async def test_the_administrators_hear_when_the_last_withdraws(town: Door) -> None:
    await town.only_anna()
    heard = await town.heard(ANNA_VRIES, ANNA_VRIES, f"!terugtrekken {town.first} bevestig")
    [alarm] = [text for text in heard[""] if text.startswith(ALONE.format(code=town.first))]
    assert "Wie dienst heeft, komt er bij het volgende MDT in." in alarm


async def test_the_administrators_hear_when_the_last_leaves_service_or_moves(town: Door) -> None:
    await town.only_anna()
    heard = await town.let_go("!uitdienst @avries")
    assert [text.splitlines()[0] for text in heard[""] if "Niemand" in text] == [ALONE.format(code=town.first)]
    other = Door()
    await other.set_up()
    await other.also(*MORE)
    await other.only_anna()
    heard = await other.heard(BEHEER, "", "!lid @avries regio OB bevestig")
    assert [text.splitlines()[0] for text in heard[""] if "Niemand" in text] == [ALONE.format(code=other.first)]


async def test_the_administrators_hear_when_the_only_ones_were_guests_and_the_mdt_is_over(town: Door) -> None:
    await town.today(LEO)
    await town.tick(1)
    await town.only_anna()
    heard = await town.heard(ANNA_VRIES, ANNA_VRIES, f"!terugtrekken {town.first} bevestig")
    assert not [text for text in heard.get("", []) if "Niemand" in text], "the guest is there"
    await town.type(JOOST, "DH", "!mdt start")
    heard = await town.heard(JOOST, "DH", "!mdt sluit")
    assert [text.splitlines()[0] for text in heard[""]] == [ALONE.format(code=town.first)]
    assert await town.tick() == {}


async def test_whoever_is_on_the_roster_and_not_admitted_is_nobody(town: Door) -> None:
    await town.only_anna()
    async with town.database.work() as work:
        await work.cases.add_member(town.first, Member(NIEK, "vt"))
        record = await work.standings.get(NIEK)
        assert record is not None
        await work.standings.save(replace(record, confirmed_at=None, vouched_by=()))
        await work.commit()
    heard = await town.heard(ANNA_VRIES, ANNA_VRIES, f"!terugtrekken {town.first} bevestig")
    assert [text for text in heard[""] if text.startswith(ALONE.format(code=town.first))]


# --- a closed case ---


async def test_a_regiehouder_who_withdraws_from_a_closed_case_asks_nobody_for_another(town: Door) -> None:
    await town.type(MIRA, town.first, "!regie @mira")
    await town.close()
    await town.today(LEO)
    shown = await town.only(MIRA, MIRA, f"!terugtrekken {town.first}")
    assert "nobody" not in shown
    heard = await town.heard(MIRA, MIRA, f"!terugtrekken {town.first} bevestig")
    assert heard[town.first] == [f"Mira Stam doet niet meer mee in {town.first}."]
    assert "" not in heard, "nor the administrators"
    assert await town.coordinator(town.first) is None


async def test_nobody_comes_into_a_closed_case_in_the_place_of_who_goes(town: Door) -> None:
    await town.type(ANNA_VRIES, town.first, "!regie @avries")
    await town.close()
    await town.today(LEO)
    heard = await town.heard(ANNA_VRIES, ANNA_VRIES, f"!terugtrekken {town.first} bevestig")
    assert LEO not in await town.roster(town.first)
    assert LEO not in heard


async def test_nobody_in_a_closed_case_is_no_alarm(town: Door) -> None:
    await town.only_anna()
    await town.close()
    heard = await town.heard(ANNA_VRIES, ANNA_VRIES, f"!terugtrekken {town.first} bevestig")
    assert "" not in heard
