"""The card and the lists of the case room: nothing essential lost, nothing preset."""

import textwrap
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.agenda_item import AgendaItem, Standing
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
    Owner,
)
from bot.domain.casefile import CaseFile
from bot.domain.casenotes import Note, NoteKind
from bot.domain.clock import NextMeeting
from bot.domain.people import Organisation, Person, Role
from bot.texts.words import LANGUAGES, FluentWords
from bot.usecases import results, results_meeting
from bot.usecases.results import Card
from bot.usecases.results_meeting import ItemHere

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
TODAY = NOW.date()
REPORTED = NOW - timedelta(hours=9)
ANNA = "@anna:example.org"

INTAKE = Intake(
    region="DH", source="CSG", reporter="slachtoffer", victim="vrouw, 27", kind="verkrachting door bekende",
    reported_at=REPORTED, relation="zelf", minor=False, decided_by="zijzelf", online=False, when="<24u",
    last_time="gisteren", safety_now="pleger kent adres", children="geen kinderen", concerns="slachtoffer",
    needs=((Area.SAFETY, "slot vervangen"), (Area.LAW, "twijfelt over aangifte")),
    wishes="niet naar huis", involved="huisarts", contact="bellen 10-12 uur, geen voicemail",
    consents=(), contributions=(Contribution("CSG", "sporen bewaren"), Contribution("school", "mentor")),
    proposed_coordinator="M. Voorbeeld",
)  # fmt: skip
CONSENTS = (
    Consent("csg", Answer.YES),
    Consent("politie", Answer.YES),
    Consent("OM", Answer.NO),
    Consent("VT", Answer.ANONYMOUS),
    Consent("SHN", Answer.WITHDRAWN),
)
ORGANISATIONS = (
    Organisation("csg", "Centrum Seksueel Geweld", mdt=True, coordinates=True, aliases=("CSG",)),
    Organisation("politie", "Politie", mdt=True, coordinates=False),
)
FILE = CaseFile(
    case=Case("DH-7K3M", "DH", REPORTED, REPORTED),
    intake=INTAKE,
    consents=CONSENTS,
    roster=(),
    actions=(),
    decisions=(),
    on_agenda=True,
)


def action(number: int, due: date, *, done: bool = False) -> Action:
    state = ActionState.DONE if done else ActionState.OPEN
    return Action(number, Owner("csg", ANNA), due, f"tekst {number}", ANNA, NOW, state)


def note(kind: NoteKind, text: str, at: datetime = NOW) -> Note:
    return Note(kind, text, ANNA, at)


def decision(area: Area, text: str) -> Decision:
    return Decision(area, text, not text, ANNA, NOW)


@pytest.fixture
def say(words: FluentWords) -> Callable[..., str]:
    """Write the card of a case file; fields of its case or intake may be given anew."""

    def write(file: CaseFile = FILE, language: str = "nl", now: datetime = NOW, **intake: Any) -> str:
        file = replace(file, intake=replace(file.intake, **intake))
        return words.render(Card(file, {ANNA: "Anna de Vries"}, TODAY, now, ORGANISATIONS), language).plain

    return write


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_intake_is_lost(language: str, say: Callable[..., str]) -> None:
    text = say(language=language)
    for typed in (
        "CSG", "slachtoffer", "zelf", "vrouw, 27", "verkrachting door bekende", "zijzelf", "<24u", "gisteren",
        "pleger kent adres", "geen kinderen", "slot vervangen", "twijfelt over aangifte", "niet naar huis", "huisarts",
        "bellen 10-12 uur, geen voicemail", "sporen bewaren", "mentor", "M. Voorbeeld",
    ):  # fmt: skip
        assert typed in text


def test_the_card_begins_with_what_is_urgent(say: Callable[..., str]) -> None:
    assert say().split("\n")[:13] == [
        "DH-7K3M, gemeld 9 uur geleden",
        "Veilig contact: bellen 10-12 uur, geen voicemail",
        "Veiligheid nu: pleger kent adres (bij de melding)",
        "Kindcheck: geen kinderen",
        "",
        "Regiehouder: nog geen regiehouder; voorstel: M. Voorbeeld",
        "Acties: geen open acties",
        "MDT: op de agenda",
        "24 uur: vóór di 24 nov 23:00, nog 15 uur",
        "",
        "Wensen: niet naar huis",
        "Aangifte: niet besproken; het slachtoffer beslist",
        "Familie gehoord: nog niet vastgelegd. Typ !casus gehoord: tekst",
    ]


def test_the_card_ends_with_the_telephone(say: Callable[..., str]) -> None:
    assert say().endswith("Chat vervangt geen telefoontje bij acuut gevaar: bel 112.")


def test_the_card_fits_a_phone(say: Callable[..., str]) -> None:
    lines = [line for line in say().split("\n") if line]
    assert len(lines) <= 34
    rows = sum(max(1, len(textwrap.wrap(line, 40))) for line in lines)
    assert rows <= 50, "two screens of an ordinary phone at most, and the first holds all that is urgent"


# --- the card now ---

LONG = "heel lang " * 30


def rows(text: str) -> int:
    return sum(max(1, len(textwrap.wrap(line, 40))) for line in text.split("\n"))


@pytest.fixture
def now(words: FluentWords) -> Callable[..., str]:
    """Write the card of what is needed now."""

    def write(file: CaseFile = FILE, language: str = "nl", **card: Any) -> str:
        value = Card(file, {ANNA: "Anna de Vries"}, TODAY, NOW, ORGANISATIONS, whole=False)
        return words.render(replace(value, **card), language).plain

    return write


def test_the_card_now_in_full(now: Callable[..., str]) -> None:
    file = replace(
        FILE,
        case=replace(FILE.case, coordinator=ANNA),
        actions=(action(2, TODAY - timedelta(days=1)), action(3, TODAY)),
        decisions=(decision(Area.SAFETY, "ander slot"),),
        notes=(note(NoteKind.CONTACT, "alleen appen"), note(NoteKind.CHANGE, "hij stond voor de deur")),
    )
    assert now(file, upcoming=NextMeeting(datetime(2026, 11, 25, 9, tzinfo=UTC))).split("\n") == [
        "DH-7K3M, gemeld 9 uur geleden",
        "Veilig contact: alleen appen (di 24 nov, Anna de Vries)",
        "Veiligheid nu: pleger kent adres (bij de melding)",
        "Kindcheck: geen kinderen",
        "Veranderd: hij stond voor de deur (di 24 nov, Anna de Vries)",
        "",
        "Regiehouder: Anna de Vries",
        "Acties: 2 open, 1 te laat: !acties",
        "• A2 Anna de Vries, te laat, ma 23 nov: tekst 2",
        "• A3 Anna de Vries, di 24 nov: tekst 3",
        "MDT: op de agenda van wo 25 nov 10:00",
        "24 uur: vóór di 24 nov 23:00, nog 15 uur",
        "",
        "Wensen: niet naar huis",
        "Aangifte: niet besproken; het slachtoffer beslist",
        "Familie gehoord: nog niet vastgelegd",
        "• Veiligheid: ✓ ander slot",
        "• Recht: twijfelt over aangifte",
        "• Hulp: niets genoteerd",
        "• Herstel: niets genoteerd",
        "Nog geen uitkomst voor recht, hulp en herstel.",
        "Doen mee: Centrum Seksueel Geweld, Politie",
        "Toestemming ingetrokken: SHN",
        "",
        "Het hele verhaal: !casus alles",
        "Chat vervangt geen telefoontje bij acuut gevaar: bel 112.",
    ]


def test_the_card_now_is_about_one_phone_screen(now: Callable[..., str]) -> None:
    assert rows(now()) <= 31
    needs = tuple((area, LONG) for area in Area)
    busy = replace(
        FILE,
        intake=replace(INTAKE, needs=needs, wishes=LONG),
        actions=tuple(replace(action(number, TODAY), text=LONG) for number in range(30)),
        notes=tuple(note(kind, LONG) for kind in (NoteKind.WISHES, NoteKind.REPORT, NoteKind.HEARD)),
    )
    assert rows(now(busy)) <= 47, "a screen and a half, whatever people typed"


def test_what_keeps_people_safe_is_never_cut(now: Callable[..., str]) -> None:
    for kind in (NoteKind.CONTACT, NoteKind.SAFETY, NoteKind.CHILDREN, NoteKind.CHANGE):
        assert LONG.strip() in now(replace(FILE, notes=(note(kind, LONG.strip()),)))
    for field in ("contact", "safety_now", "children"):
        given: dict[str, Any] = {field: LONG.strip()}
        assert LONG.strip() in now(replace(FILE, intake=replace(INTAKE, **given)))


def test_whatever_is_cut_or_left_out_stands_on_the_whole_card(now: Callable[..., str], say: Callable[..., str]) -> None:
    long = replace(FILE, notes=(note(NoteKind.WISHES, LONG.strip()),), decisions=(decision(Area.LAW, LONG.strip()),))
    assert LONG.strip() not in now(long)
    assert now(long).count(" …") == 2
    assert say(long).count(LONG.strip()) == 2
    assert "Het hele verhaal: !casus alles" in now(long)
    for left_out in ("verkrachting door bekende", "huisarts", "sporen bewaren", "zijzelf", "Geen toestemming: OM"):
        assert left_out not in now()
        assert left_out in say()


def test_the_card_now_warns_and_never_presets_a_report(now: Callable[..., str]) -> None:
    many = tuple(Consent(f"org{number}", Answer.YES) for number in range(7))
    assert "Let op: er zijn 9 organisaties bij betrokken." in now(replace(FILE, consents=many))
    family = replace(INTAKE, informant_may_be_suspects_family=True)
    assert "kan van familie van de verdachte komen" in now(replace(FILE, intake=family))
    for language in LANGUAGES:
        text = now(replace(FILE, intake=replace(INTAKE, needs=())), language).lower()
        assert text.count("aangifte") + text.count("police report") == 1


def test_safety_that_was_noted_takes_the_place_of_what_the_intake_said(now: Callable[..., str]) -> None:
    assert "Veiligheid nu: niets genoteerd" in now(replace(FILE, intake=replace(INTAKE, safety_now="")))
    text = now(replace(FILE, notes=(note(NoteKind.SAFETY, "hij is aangehouden"),)))
    assert "Veiligheid nu: hij is aangehouden (di 24 nov, Anna de Vries)" in text
    assert "pleger kent adres" not in text


def test_a_closed_case_shows_when_people_look_how_it_goes(now: Callable[..., str]) -> None:
    closed = replace(FILE, case=replace(FILE.case, closed_at=NOW))
    assert "Nazorg: ma 24 mei 2027\n" in now(closed, follow_ups=(date(2027, 5, 24),))
    assert "Nazorg" not in now(closed)


def test_where_something_was_noted_the_whole_card_says_where_the_rest_is(say: Callable[..., str]) -> None:
    assert "!casus geschiedenis" not in say()
    assert "Wat er eerder stond: !casus geschiedenis" in say(replace(FILE, notes=(note(NoteKind.WISHES, "rust"),)))


def test_the_parties_stand_by_their_answer(say: Callable[..., str]) -> None:
    text = say()
    assert "Doen mee: Centrum Seksueel Geweld, Politie\n" in text
    assert "Geen toestemming: OM\n" in text
    assert "Alleen anoniem: VT\n" in text
    assert "Toestemming ingetrokken: SHN\n" in text


def test_who_takes_part_on_a_legal_ground_stands_apart_with_its_number(words: FluentWords) -> None:
    consents = (Consent("csg", Answer.YES), Consent("OM", Answer.GROUND))
    card = Card(replace(FILE, consents=consents), {}, TODAY, NOW, ORGANISATIONS, grounds={"OM": "G2"})
    text = words.render(card, "nl").plain
    assert "Doen mee: Centrum Seksueel Geweld\n" in text
    assert "Op grond van de wet, geen toestemming: OM (G2)\n" in text


def test_the_kind_of_case_stands_before_what_happened(say: Callable[..., str]) -> None:
    assert "Wat: huiselijk geweld, " in say(case_kind="huiselijk geweld")


def test_a_case_without_any_consent_says_so(say: Callable[..., str]) -> None:
    assert "Doen mee: nog niemand" in say(replace(FILE, consents=()))


def test_what_is_unknown_about_safety_is_said(say: Callable[..., str]) -> None:
    text = say(contact="", children="", needs=())
    assert "Veilig contact: nog niet bekend. Vraag dit na" in text
    assert "Kindcheck: niets genoteerd" in text
    assert "Herstel: niets genoteerd" in text


def test_reporting_to_the_police_is_never_suggested(say: Callable[..., str]) -> None:
    for language in LANGUAGES:
        text = say(language=language, needs=()).lower()
        assert text.count("aangifte") + text.count("police report") == 1, "one line, and it says that nobody asked yet"
        assert "press charges" not in text
    assert "Aangifte: niet besproken; het slachtoffer beslist\n" in say()
    said = replace(FILE, notes=(note(NoteKind.REPORT, "wil erover nadenken"),))
    assert "Aangifte: wil erover nadenken (bijgewerkt di 24 nov door Anna de Vries)\n" in say(said)
    assert "Aangifte: niet besproken" in say(needs=((Area.LAW, "twijfelt over aangifte"),)), "a need is no choice"


def test_the_deadline_that_has_passed(say: Callable[..., str]) -> None:
    text = say(now=NOW + timedelta(days=2))
    assert "24 uur: om sinds di 24 nov 23:00" in text
    assert text.startswith("DH-7K3M, gemeld 2 dagen geleden")


def test_the_last_hour(say: Callable[..., str]) -> None:
    assert "nog minder dan een uur" in say(now=REPORTED + timedelta(hours=23, minutes=30))


def test_a_case_off_the_agenda(say: Callable[..., str]) -> None:
    assert "MDT: niet op de agenda\n24 uur: vóór" in say(replace(FILE, on_agenda=False))
    done = replace(FILE, on_agenda=False, decisions=tuple(decision(area, "gedaan") for area in Area))
    assert "MDT: besproken, niet op de agenda\n" in say(done)
    assert "24 uur:" not in say(done)
    assert "Alle vier de gebieden hebben een uitkomst." in say(done)
    closed = replace(FILE, case=replace(FILE.case, closed_at=NOW))
    assert "MDT: de casus is gesloten op di 24 nov 08:00" in say(closed)


def test_outcomes_stand_with_their_area(say: Callable[..., str]) -> None:
    text = say(replace(FILE, decisions=(decision(Area.SAFETY, "slot is vervangen"), decision(Area.RECOVERY, ""))))
    assert "• Veiligheid: slot vervangen → uitkomst: slot is vervangen\n" in text
    assert "• Herstel: niets genoteerd → uitkomst: n.v.t.\n" in text
    assert "Nog geen uitkomst voor recht en hulp.\n" in text


def test_actions_are_counted(say: Callable[..., str]) -> None:
    late, coming = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    acts = (action(1, late), action(2, coming), action(3, late, done=True))
    assert (
        "Acties: 2 open, 1 te laat: !acties\n"
        "• A1 Anna de Vries, te laat, ma 23 nov: tekst 1\n"
        "• A2 Anna de Vries, wo 25 nov: tekst 2\nMDT"
    ) in say(replace(FILE, actions=acts))
    assert "Acties: 1 open: !acties\n" in say(replace(FILE, actions=acts[1:]))
    many = tuple(action(number, late) for number in range(1, 12))
    lines = say(replace(FILE, actions=many)).split("\n")
    assert "Acties: 11 open, 11 te laat: !acties" in lines
    assert sum(line.startswith("• A") for line in lines) == 8
    assert "En nog 3: !acties alles" in lines


def test_the_regiehouder_has_a_name(say: Callable[..., str]) -> None:
    assert "Regiehouder: Anna de Vries\n" in say(replace(FILE, case=replace(FILE.case, coordinator=ANNA)))


def test_warnings(say: Callable[..., str]) -> None:
    assert "Let op" not in say()
    many = tuple(Consent(f"org{number}", Answer.YES) for number in range(7))
    assert "Let op: er zijn 9 organisaties bij betrokken." in say(replace(FILE, consents=many))
    assert "Let op" not in say(replace(FILE, consents=many[1:]))
    assert "kan van familie van de verdachte komen" in say(informant_may_be_suspects_family=True)


def test_what_was_noted_later_takes_the_place_of_the_intake(say: Callable[..., str]) -> None:
    notes = tuple(
        note(kind, f"nieuw {kind}")
        for kind in (NoteKind.CONTACT, NoteKind.CHILDREN, NoteKind.WISHES, NoteKind.NOT_HEARD)
    )
    text = say(replace(FILE, notes=(note(NoteKind.WISHES, "eerder gewild"), *notes)))
    when = "(bijgewerkt di 24 nov door Anna de Vries)"
    assert f"Veilig contact: nieuw contact {when}\n" in text
    assert f"Kindcheck: nieuw kindcheck {when}\n" in text
    assert f"Wensen: nieuw wensen {when}\n" in text
    assert "Familie gehoord: nee: nieuw niet gehoord (di 24 nov, Anna de Vries)\n" in text
    for gone in ("voicemail", "geen kinderen", "niet naar huis", "eerder gewild"):
        assert gone not in text
    heard = replace(FILE, notes=(*notes, note(NoteKind.HEARD, "met moeder gesproken")))
    assert "Familie gehoord: met moeder gesproken (di 24 nov, Anna de Vries)\n" in say(heard), "the latest counts"


def test_changes_stand_there_until_every_area_was_weighed_anew(say: Callable[..., str]) -> None:
    changes = tuple(note(NoteKind.CHANGE, f"iets {n}", NOW + timedelta(minutes=n)) for n in range(5))
    before = tuple(decision(area, "eerst") for area in Area)
    file = replace(FILE, notes=changes, decisions=before, anew_since=changes[-1].at)
    lines = say(file).split("\n")
    assert [line for line in lines if line.startswith(("Veranderd", "Ervoor"))] == [
        "Veranderd: iets 4 (di 24 nov, Anna de Vries)",
        "Veranderd: iets 3 (di 24 nov, Anna de Vries)",
        "Veranderd: iets 2 (di 24 nov, Anna de Vries)",
        "Ervoor is er nog 2 keer iets veranderd: !casus geschiedenis wijziging",
    ]
    assert "• Herstel: niets genoteerd → eerder besloten: eerst" in lines
    assert "Nog geen uitkomst voor veiligheid, recht, hulp en herstel." in lines
    after = tuple(replace(each, decided_at=NOW + timedelta(hours=1)) for each in before)
    again = say(replace(file, decisions=after))
    assert "Veranderd" not in again
    assert "eerder besloten" not in again
    assert "Veranderd: iets 4" in say(replace(file, decisions=(*after[:3], before[3])))


def test_when_the_mdt_comes_to_the_case(words: FluentWords) -> None:
    coming = NextMeeting(datetime(2026, 11, 25, 9, tzinfo=UTC))
    text = words.render(Card(FILE, {}, TODAY, NOW, (), upcoming=coming), "nl").plain
    assert "MDT: op de agenda van wo 25 nov 10:00\n" in text
    text = words.render(Card(FILE, {}, TODAY, NOW, (), upcoming=replace(coming, running=True)), "nl").plain
    assert "MDT: staat in het MDT dat nu loopt\n" in text


def test_the_age_stands_with_the_victim(say: Callable[..., str]) -> None:
    assert "Slachtoffer: meisje, 14 jaar, minderjarig\n" in say(victim="meisje", age=14, minor=True)
    assert "Slachtoffer: baby, 0 jaar, minderjarig\n" in say(victim="baby", age=0, minor=True)


def test_the_case_that_is_weighed(words: FluentWords) -> None:
    card = Card(FILE, {}, TODAY, NOW, ())
    text = words.render(ItemHere(card, (Area.LAW, Area.CARE, Area.RECOVERY)), "nl").plain
    assert text.count("Nog geen uitkomst") == 1
    assert text.startswith("DH-7K3M is nu aan de beurt in het MDT.\nNog geen uitkomst voor recht, hulp en herstel.\n")
    assert "Veilig contact" in text
    assert "Alle vier" in words.render(ItemHere(card, ()), "nl").plain.split("\n")[1]


def test_the_list_of_actions(words: FluentWords) -> None:
    acts = (action(3, TODAY - timedelta(days=1)), action(4, date(2027, 1, 8)))
    text = words.render(results.ActionList("DH-7K3M", acts, {3: "Anna"}, TODAY, 2), "nl").plain
    assert text.split("\n") == [
        "DH-7K3M: 2 open acties, 1 te laat",
        "Anna:",
        "• A3 te laat, ma 23 nov: tekst 3",
        "• A4 vr 8 jan 2027: tekst 4",
        "Klaar? Typ bijvoorbeeld !klaar A3.",
        "Al klaar: 2.",
    ]
    empty = words.render(results.ActionList("DH-7K3M", (), {}, TODAY, 0), "nl").plain
    assert empty == "DH-7K3M: er zijn geen open acties."


def test_the_agenda_shows_half_days(words: FluentWords) -> None:
    items = (
        AgendaItem("DH-9QRS", Standing.BACK, NOW - timedelta(hours=1)),
        AgendaItem("DH-7K3M", Standing.NEW, NOW + timedelta(hours=8)),
    )
    assert words.render(results_meeting.Agenda("DH", TODAY, items, NOW), "nl").plain.split("\n") == [
        "MDT DH, dinsdag 24 november: 2 casussen",
        "1. DH-9QRS: terug, 24 uur om sinds di 24 nov, ochtend",
        "2. DH-7K3M: nieuw, vóór di 24 nov, middag",
    ]


def test_the_agenda_shows_what_is_planned_and_when_it_is_over(words: FluentWords) -> None:
    items = (
        AgendaItem("DH-7K3M", Standing.NEW, NOW + timedelta(hours=8), minutes=8),
        AgendaItem("DH-9QRS", Standing.RUNNING, NOW - timedelta(days=9), met=True, minutes=3),
    )
    starts = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert words.render(results_meeting.Agenda("DH", TODAY, items, NOW, starts=starts), "nl").plain.split("\n") == [
        "MDT DH, dinsdag 24 november: 2 casussen",
        "1. DH-7K3M: nieuw, 8 min, vóór di 24 nov, middag",
        "2. DH-9QRS: loopt, 3 min, op tijd besproken",
        "Samen 11 minuten: klaar rond 10:11.",
    ]


def test_who_puts_the_regiehouder_first(words: FluentWords) -> None:
    others = frozenset({Role.PROFESSIONAL})
    people = tuple(Person(f"@{n.lower()}:example.org", n, "csg", frozenset({"DH"}), others) for n in ("Bas", "Anna"))
    csg = (Organisation("csg", "Centrum Seksueel Geweld", mdt=True, coordinates=True),)
    assert words.render(results.Who("DH-7K3M", people, ANNA, csg), "nl").plain.split("\n") == [
        "DH-7K3M: 2 mensen in deze kamer",
        "• Anna (Centrum Seksueel Geweld), regiehouder",
        "• Bas (Centrum Seksueel Geweld)",
    ]
    assert "Er is nog geen regiehouder." in words.render(results.Who("DH-7K3M", people, None, csg), "nl").plain
