"""Minutes and figures as people read them: one screen, and what was typed as it was typed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.case import Action, ActionState, Area, Decision, Owner
from bot.domain.contributions import Contributed, ForWhom, Progress
from bot.domain.corrections import Correction
from bot.domain.figures import Attended, Days, Figures
from bot.domain.minutes import Agreed, Ended, Manner, Minutes, Outcome
from bot.domain.outcome import Delay
from bot.domain.recurrence import Recurrence
from bot.texts.words import FluentWords
from bot.usecases.results import CaseMinutes, CaseMinutesOfDay
from bot.usecases.results_meeting import MeetingClosed
from bot.usecases.results_minutes import DayMinutes, ItemLine, MeetingMinutes, Present, RegionFigures

NOW = datetime(2026, 11, 24, 9, 2, tzinfo=UTC)
TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
ANNA, BAS = "@anna:x", "@bas:x"


def outcome(area: Area, text: str, manner: Manner = Manner.NEW, corrected: Correction | None = None) -> Outcome:
    return Outcome(Decision(area, text, not text, ANNA, NOW), manner, corrected)


FIX = Correction("area:veiligheid", "slt", BAS, NOW + timedelta(days=3, minutes=10))
BARE = Minutes((), "", (), (), (), (), None, tuple(Area), ())
MINUTES = Minutes(
    outcomes=(
        outcome(Area.SAFETY, "slot", corrected=FIX),
        outcome(Area.LAW, "rust", Manner.KEPT),
        outcome(Area.CARE, "", Manner.EARLIER),
    ),
    reason="wachten op het lab",
    contributed=(Contributed(2, "", "intake", Area.CARE, ForWhom.PERPETRATOR, name="GGZ", progress=Progress.STARTED),),
    agreed=(Agreed(Action(3, Owner("vt", ANNA), FRIDAY, "de wijkagent\nbellen", ANNA, NOW)),),
    delays=(Delay(1, "ziek", ANNA, NOW, TUESDAY, FRIDAY), Delay(4, "druk", ANNA, NOW, TUESDAY)),
    dropped=(Action(2, Owner("vt"), FRIDAY, "brief", ANNA, NOW, ActionState.DROPPED, BAS, NOW, "verhuisd"),),
    review=date(2026, 12, 8),
    missing=(Area.CARE, Area.RECOVERY),
    by=(ANNA,),
)
CASE = CaseMinutes(
    code="DH-7K3M",
    day=TUESDAY,
    taken_up=NOW,
    spent=7,
    urgent=False,
    ended=Ended.HELD,
    minutes=MINUTES,
    coordinator="Anna de Vries",
    open_actions=3,
    names={ANNA: "Anna de Vries", BAS: "Bas Jansen"},
    owners={1: "Cor", 3: "Anna de Vries"},
    parties={2: "GGZ"},
    there=(
        Present("Politie", ("Pim",)),
        Present("CSG", ("Cor",), stands_in_for="Bea"),
        Present("SHN", (), (("Pim", "Politie"),)),
        Present("OM"),
    ),
)


def lines(words: FluentWords, value: object) -> list[str]:
    return words.render(value, "nl").plain.split("\n")


def test_the_minutes_of_a_case(words: FluentWords) -> None:
    assert lines(words, CASE) == [
        "Verslag MDT dinsdag 24 november: DH-7K3M",
        "Om 10:02, 7 minuten: aangehouden.",
        "Erbij: Politie (Pim), CSG (Cor voor Bea), SHN (Pim van Politie)",
        "Afwezig: OM",
        "• Veiligheid: slot (Anna de Vries) (gecorrigeerd door Bas Jansen, vr 27 nov 10:12)",
        "• Recht: blijft: rust (Anna de Vries)",
        "• Hulp: eerder besloten: n.v.t. (Anna de Vries, di 24 nov)",
        "• Herstel: nog geen uitkomst",
        "Opnieuw te bekijken: hulp.",
        "Aangehouden: wachten op het lab",
        "Regiehouder: Anna de Vries",
        "Inzet",
        "• I2 GGZ: intake (hulp, voor de pleger, gestart)",
        "Afgesproken",
        "• A3 vr 27 nov, Anna de Vries: de wijkagent",
        "  bellen",
        "Niet gedaan of uitgesteld",
        "• A1 Cor: ziek; nieuwe dag: vr 27 nov",
        "• A4: druk",
        "• A2: vervalt: verhuisd",
        "Herbeoordeling: di 8 dec",
        "Er zijn 3 open acties. Typ !acties voor de lijst.",
        "Deze chat is geen dossier: neem over wat jouw organisatie nodig heeft.",
    ]


def test_an_agreement_has_its_time_its_area_and_how_often_it_comes_back(words: FluentWords) -> None:
    ten = datetime(2026, 11, 27, 9, tzinfo=UTC)
    owner, rhythm = Owner("", None, "wijkteam"), Recurrence(1, FRIDAY)
    action = Action(3, owner, FRIDAY, "bellen", ANNA, NOW, due_at=ten, area=Area.SAFETY, rhythm=rhythm)
    put_off = Delay(1, "druk", ANNA, NOW, TUESDAY, FRIDAY, postponed=True, due_at=ten)
    minutes = replace(BARE, agreed=(Agreed(action),), delays=(put_off,))
    said = lines(words, replace(CASE, minutes=minutes, owners={1: "Cor"}))
    agreed = said.index("• A3 vr 27 nov, 10:00 uur, wijkteam: bellen")
    assert said[agreed + 1] == "Hoort bij: veiligheid, elke vrijdag"
    assert "• A1 Cor: uitgesteld: druk; nieuwe dag: vr 27 nov, 10:00 uur" in said


def test_a_case_in_which_little_was_recorded_has_short_minutes(words: FluentWords) -> None:
    bare = replace(CASE, minutes=BARE, ended=Ended.DECIDED, coordinator="", open_actions=0, there=(), spent=1)
    assert lines(words, bare) == [
        "Verslag MDT dinsdag 24 november: DH-7K3M",
        "Om 10:02, 1 minuut: besloten.",
        "• Veiligheid: nog geen uitkomst",
        "• Recht: nog geen uitkomst",
        "• Hulp: nog geen uitkomst",
        "• Herstel: nog geen uitkomst",
        "Regiehouder: nog geen regiehouder",
        "Er zijn geen open acties.",
        "Deze chat is geen dossier: neem over wat jouw organisatie nodig heeft.",
    ]


def test_what_stands_so_far_and_an_urgent_meeting_say_so(words: FluentWords) -> None:
    assert lines(words, replace(CASE, ended=Ended.NOW))[:2] == [
        "Verslag tot nu toe: DH-7K3M",
        "Om 10:02, 7 minuten: nu aan de beurt.",
    ]
    both = CaseMinutesOfDay((CASE, replace(CASE, urgent=True)))
    titles = [line for line in lines(words, both) if line.startswith("Verslag")]
    assert titles == ["Verslag MDT dinsdag 24 november: DH-7K3M", "Verslag spoed-MDT dinsdag 24 november: DH-7K3M"]


def report(*items: ItemLine, urgent: bool = False) -> MeetingMinutes:
    until = NOW + timedelta(minutes=31)
    return MeetingMinutes("Carla Bakker", NOW, until, urgent, 31, items, (Present("Politie", ("Pim",)),))


ITEMS = (
    ItemLine("DH-7K3M", 7, 8, Ended.DECIDED),
    ItemLine("DH-9QRS", 20, 5, Ended.HELD),
    ItemLine("DH-3333", 0, 3, Ended.NOT_REACHED),
)


def test_the_minutes_of_a_region_have_one_short_line_for_each_case(words: FluentWords) -> None:
    urgent = replace(report(ItemLine("DH-4444", 3, 0, Ended.DECIDED), urgent=True), attendance=())
    assert lines(words, DayMinutes("DH", TUESDAY, (report(*ITEMS), urgent))) == [
        "Verslag MDT DH, dinsdag 24 november",
        "10:02 tot 10:33. Voorzitter: Carla Bakker.",
        "Erbij: Politie (Pim)",
        "• DH-7K3M: 7 min (gepland 8), besloten",
        "• DH-9QRS: 20 min (gepland 5), aangehouden",
        "• DH-3333: niet aan toegekomen",
        "1 besloten, 1 aangehouden, 1 niet aan toegekomen.",
        "Samen 31 minuten, gepland 16.",
        "",
        "Spoed-MDT: 10:02 tot 10:33. Voorzitter: Carla Bakker.",
        "• DH-4444: 3 min, besloten",
        "1 besloten, 0 aangehouden, 0 niet aan toegekomen.",
    ]


def test_a_meeting_that_ends_is_told_with_its_minutes_and_one_that_runs_without_its_end(words: FluentWords) -> None:
    assert lines(words, MeetingClosed(report(*ITEMS)))[:2] == [
        "Het MDT is afgesloten, na 31 minuten.",
        "10:02 tot 10:33. Voorzitter: Carla Bakker.",
    ]
    runs = replace(
        report(ItemLine("DH-7K3M", 2, 8, Ended.NOW), ItemLine("DH-9QRS", 0, 5, Ended.WAITING)), closed_at=None
    )
    assert lines(words, DayMinutes("DH", TUESDAY, (runs,)))[1:5] == [
        "Sinds 10:02, loopt nog. Voorzitter: Carla Bakker.",
        "Erbij: Politie (Pim)",
        "• DH-7K3M: 2 min (gepland 8), nu aan de beurt",
        "• DH-9QRS: wacht nog",
    ]


def test_the_figures_are_one_fact_on_a_line(words: FluentWords) -> None:
    found = Figures(
        20, 2, 31, 25, 92, 16, 6, 28, 7, 3, 97, 40, 30, 4, 88, (Attended("Politie", 20, 19), Attended("OM", 3, 3))
    )
    value = RegionFigures("DH", Days(date(2026, 11, 1), date(2026, 11, 30)), found)
    assert lines(words, value) == [
        "Cijfers MDT DH: zo 1 nov t/m ma 30 nov",
        "MDT's: 20, waarvan 2 met spoed",
        "Casussen besproken: 31, waarvan 25 voor het eerst",
        "Binnen 24 uur na de melding: 92%",
        "Van melding tot MDT: de helft binnen 16 uur",
        "Minuten per casus: de helft is 6 of minder",
        "Minuten per MDT: de helft is 28 of minder",
        "Uitgesteld: 7 aangehouden, 3 niet aan toegekomen",
        "Met een regiehouder: 97%",
        "Acties: 40 afgesproken, 30 klaar, 4 te laat",
        "Acties op tijd klaar: 88%",
        "Aanwezig",
        "• Politie: 95%",
        "• OM: te weinig om iets te zeggen",
    ]
