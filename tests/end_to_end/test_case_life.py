"""The life of a case in real clients: who comes in and goes, by what right, what the card says, and its end.

One case, told in order: each test goes on where the one before it stopped.
"""

import re
from collections.abc import AsyncIterator

import pytest

from tests.end_to_end.casework import KEEPER, OLAF, TEAM, Casework, at_work
from tests.end_to_end.crowd import ADMINS

OUT = "M_FORBIDDEN"
CLOSE = r"!casus sluit nazorg .* bevestig \w+"
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
async def work(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Casework]:
    async with at_work(tmp_path_factory.mktemp("life"), [*TEAM, OLAF]) as crowd:
        yield Casework(crowd)


async def test_an_organisation_sends_who_is_on_duty_and_the_others_stay_out(work: Casework) -> None:
    await work.put_on_duty("Politie", "pim")
    await work.put_on_duty("VT", "vera")
    secret = await work.open_case("CSG", "Politie")
    await work.hears("pim", secret)
    await work.next_thing("pim is er", read_by=("pim", "cor"), not_by=("puck", "vera", "saar", "olaf"))
    assert work.person("puck").room_named(work.code) is None


async def test_a_colleague_takes_over_and_who_went_reads_no_more(work: Casework) -> None:
    await work.crowd.say(KEEPER, work.code, "tussendoor gezegd, voordat puck er was")
    await work.hears("pim", "tussendoor gezegd")
    await work.crowd.say("pim", work.code, "!vervang mij door @puck")
    await work.hears(KEEPER, "Puck van Politie neemt het over van Pim van Politie")
    await work.hears("puck", f"{work.code}, gemeld")
    await work.hears("pim", "een collega neemt het over", "Regiekamer")
    await work.next_thing("puck is er", read_by=("puck",), not_by=("pim",))
    assert await work.person("pim").try_join(work.room_id) == OUT
    await work.hears("puck", "geheim nummer 1")
    await work.hears("puck", "pim is er")  # the card holds the story and what is still agreed
    assert "tussendoor gezegd" not in work.person("puck").readable(), "said before puck came"


async def test_the_representative_of_the_day_is_there_for_the_meeting_only(work: Casework) -> None:
    await work.gets("puck", f"!mdt spoed {work.code}", work.code, "MDT DH")
    await work.hears("pim", f"{work.code}, gemeld")
    await work.hears(KEEPER, "Vandaag erbij voor het MDT: Pim van Politie")
    await work.gets(KEEPER, "!wie", "vandaag erbij voor het MDT")
    await work.next_thing("tijdens het overleg", read_by=("pim", "puck"), not_by=("vera",))
    for area in ("veiligheid", "recht", "hulp", "herstel"):
        await work.gets(KEEPER, f"!besluit {area} nvt", f"Vastgelegd: {area}")
    await work.gets("puck", "!mdt sluit", "MDT", "MDT DH")
    await work.hears(KEEPER, "Niet meer erbij voor het MDT: Pim van Politie")
    await work.next_thing("na het overleg", read_by=("puck",), not_by=("pim",))


async def test_a_ground_lets_in_only_after_a_witness(work: Casework) -> None:
    await work.gets("puck", "!grondslag OM", "G1")
    steps = ("grond: artikel 16 Wpg", "doel: samen beslissen over aanhouden", "nodig: de melding en het adres")
    for step in steps:
        shown = await work.gets("puck", f"!grondslag G1 {step}", "G1")
    line = re.search(r"!getuige G1 \w+", shown)
    assert line is not None, shown
    assert "Olaf" in shown
    assert work.person("olaf").room_named(work.code) is None, "nothing has changed yet"
    await work.hears(KEEPER, f"G1 in {work.code} wacht op een getuige", "Regiekamer")
    assert "aanhouden" not in "\n".join(m.body for m in work.person(KEEPER).messages() if m.room_id != work.room_id)
    await work.gets("puck", line[0], "Een getuige is van een andere organisatie dan")
    assert work.person("olaf").room_named(work.code) is None, "the giver is no witness"
    recorded = await work.gets(KEEPER, line[0], "geen toestemming")
    assert "Controleer de wet van nu" in recorded
    await work.hears("olaf", f"{work.code}, gemeld")
    await work.gets(KEEPER, "!toestemming", "op grond van de wet (G1), geen toestemming")
    await work.gets(KEEPER, "!wie", "op grond van de wet (G1), geen toestemming")
    await work.gets(KEEPER, "!casus", "Op grond van de wet, geen toestemming: Organisatie OM (G1)")
    await work.next_thing("met het OM erbij", read_by=("olaf",), not_by=("vera",))
    await work.gets(KEEPER, "!toestemming OM ingetrokken", "vervalt")
    await work.next_thing("zonder het OM", read_by=("puck",), not_by=("olaf",))


async def test_the_list_is_hidden_until_an_administrator_shows_it_in_the_region(work: Casework) -> None:
    hidden = await work.gets("puck", "!grondslag OM", "niet te zien")
    assert "art. 16" not in hidden
    await work.gets(ADMINS[0], "!grondslagen DH aan", "wel te zien", "Beheer")
    label = hidden.partition(":")[0]
    shown = await work.gets("puck", f"!grondslag {label}", "art. 16 lid 1 sub a Wpg")
    assert "Zwaarwegend belang. Niet meer dan nodig." in shown
    assert "stand november 2021" in shown
    await work.gets("puck", f"!grondslag {label} weg", "weggegooid")
    await work.gets(ADMINS[0], "!grondslagen DH uit", "niet te zien", "Beheer")


async def test_a_vital_interest_lets_in_at_once_and_waits_for_a_review(work: Casework) -> None:
    said = "!grondslag VT vitaal, doel: nu een veilige plek vinden, nodig: adres en situatie, er is nu gevaar"
    shown = await work.gets(KEEPER, said, "bevestig")
    line = re.search(r"!grondslag G3 bevestig \w+", shown)
    assert line is not None, shown
    await work.gets(KEEPER, line[0], "geen toestemming")
    await work.hears("vera", f"{work.code}, gemeld")
    await work.next_thing("vera is er meteen", read_by=("vera",), not_by=("vic", "olaf"))
    await work.gets(KEEPER, "!casus sluit", "G3 is nog niet beoordeeld")
    await work.gets("puck", "!grondslag G3 beoordeeld: terecht, er was acuut gevaar", "beoordeeld")


async def test_the_card_stays_true_and_a_change_brings_the_case_back(work: Casework) -> None:
    assert work.code not in await work.gets("puck", "!mdt agenda", "MDT DH,", "MDT DH")
    await work.gets("puck", "!casus wijziging: hij stond weer voor de deur", "komt terug")
    await work.hears(KEEPER, "er is iets veranderd", "Regiekamer")
    await work.says("puck", "!casus niet gehoord: te gevaarlijk voor haar zus")
    card = await work.gets(KEEPER, "!casus", "gemeld")
    for words in ("hij stond weer voor de deur", "te gevaarlijk voor haar zus", "het slachtoffer beslist"):
        assert words in card
    assert "Aangifte: niet besproken" in card, "nobody preset it"
    agenda = await work.gets("puck", "!mdt agenda", "MDT DH,", "MDT DH")
    assert f"{work.code}" in agenda
    assert "terug" in agenda
    everything_else = "\n".join(m.body for m in work.person("puck").messages() if m.room_id != work.room_id)
    assert "voor de deur" not in everything_else


async def test_every_command_shows_on_the_card_at_once_and_what_it_replaced_can_be_read_back(work: Casework) -> None:
    noted = {
        "contact: alleen appen, 10-12 uur": "Veilig contact: alleen appen, 10-12 uur",
        "veiligheid: ze slaapt bij haar zus": "Veiligheid nu: ze slaapt bij haar zus",
        "kindcheck: een kind, veilig bij oma": "Kindcheck: een kind, veilig bij oma",
        "wensen: eerst rust": "Wensen: eerst rust",
        "wensen: toch een gesprek": "Wensen: toch een gesprek",
        "aangifte: denkt erover na": "Aangifte: denkt erover na",
    }
    for typed, said in noted.items():
        await work.gets("puck", f"!casus {typed}", said)
    card = await work.gets(KEEPER, "!casus", "gemeld")
    shown = {
        *(set(noted.values()) - {"Wensen: eerst rust"}),
        "Familie gehoord: nee: te gevaarlijk voor haar zus",
        f"{work.code}, gemeld",
        "24 uur: op tijd besproken",
        "Regiehouder: Keo van CSG",
        "pim is er",
        "MDT: op de agenda van",
        "Doen mee: Organisatie CSG, Organisatie Politie",
        *(f"• {area}: eerder: n.v.t." for area in ("Veiligheid", "Recht", "Hulp", "Herstel")),
    }
    assert [words for words in shown if words not in card] == []
    assert "geheim nummer 1" not in card
    assert "geheim nummer 1" in await work.gets(KEEPER, "!casus alles", "Melding:")
    history = await work.gets("puck", "!casus geschiedenis wensen", "keer genoteerd")
    assert history.index("toch een gesprek") < history.index("eerst rust")


async def test_more_than_eight_organisations_warn_until_it_is_less(work: Casework) -> None:
    await work.gets(KEEPER, "\n".join(f"!inzet dienst{n} hulp: intake" for n in range(1, 7)), "I6 voor dienst6")
    warned = await work.gets(KEEPER, "!casus", "gemeld")
    assert "Let op: er zijn 9 organisaties bij betrokken" in warned
    await work.gets(KEEPER, "!casus sluit", "I1 van dienst1 is nog niet begonnen")
    await work.gets(KEEPER, "\n".join(f"!inzet I{n} gestopt" for n in range(1, 7)), "I6 van dienst6: hulp, gestopt")
    assert "Let op" not in await work.gets(KEEPER, "!casus", "gemeld")


async def test_a_closed_case_is_closed_by_the_homeserver_too(work: Casework) -> None:
    await work.gets(KEEPER, "!casus sluit", "Nog geen uitkomst")
    await work.gets("puck", f"!mdt spoed {work.code}", work.code, "MDT DH")
    await work.gets(KEEPER, "!besluit rest blijft", "blijft zoals het was")
    await work.gets("puck", "!mdt sluit", "afgesloten", "MDT DH")
    blocked = await work.gets(KEEPER, "!casus sluit", "Dit moet eerst")
    for label in re.findall(r"^• (A\d+) ", blocked, re.MULTILINE):
        await work.gets(KEEPER, f"!vervalt {label}: hoorde bij de proef", f"{label} vervalt")
    shown = await work.gets(KEEPER, "!casus sluit", "sluiten")
    line = re.search(CLOSE, shown)
    assert line is not None, shown
    assert await work.writes("puck") == ""
    await work.gets(KEEPER, line[0], "is gesloten door")
    await work.until_it_answers("puck", OUT)
    assert await work.writes(KEEPER) == OUT, "nor does the regiehouder"
    await work.hears("puck", "Nazorg: ")
    await work.hears("puck", "MDT: de casus is gesloten op")  # the whole card is the last thing in the room


async def test_it_is_reopened_from_the_direct_chat_and_written_in_again(work: Casework) -> None:
    said = f"!casus heropen {work.code}: een nieuwe melding"
    told = await work.gets("vera", said, f"{work.code} is weer open", "Regiekamer")
    await work.hears(KEEPER, f"{work.code} is weer open, en jij bent de regiehouder", "Regiekamer")
    assert "een nieuwe melding" not in told
    await work.hears("puck", "een nieuwe melding")
    await work.until_it_answers("puck", "")
    card = await work.gets("puck", "!casus", "gemeld")
    assert "heropend op" in card
    assert "Nog geen uitkomst voor veiligheid, recht, hulp en herstel" in card


async def test_a_colleague_comes_along_reads_from_then_on_and_withdraws_for_good(work: Casework) -> None:
    await work.gets("vera", f"!erbij {work.code} @vic", f"Vic van VT doet nu mee in {work.code}", "Regiekamer")
    await work.hears(KEEPER, f"Erbij in {work.code}: Vic van VT (Organisatie VT)")
    await work.hears("vic", f"Je mag meedoen in {work.code}", "Regiekamer")
    await work.hears("vic", f"{work.code}, gemeld")
    assert "vera is er meteen" not in work.person("vic").readable(), "said before vic came"
    await work.next_thing("vic is er ook", read_by=("vera", "vic"), not_by=("olaf",))
    await work.confirmed("vic", f"!terugtrekken {work.code}", "Regiekamer")
    await work.hears(KEEPER, f"Vic van VT doet niet meer mee in {work.code}")
    await work.hears("vic", f"Je doet niet meer mee in {work.code}", "Regiekamer")
    await work.next_thing("vic is weg", read_by=("vera",), not_by=("vic",))
    assert await work.person("vic").try_join(work.room_id) == OUT
    await work.gets("vera", "!erbij @vic", "kan niet meedoen")
