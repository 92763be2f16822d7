"""The table behind help, permissions and typos."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.args import Context, NoArgs
from bot.commands.dispatch import build_table
from bot.commands.parsing import read_args
from bot.commands.table import MOST_WORDS, Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.casenotes import NoteKind
from bot.domain.people import Permission, Place
from bot.usecases.acting import Acting
from tests.commands.stage import ANNA, CARLA, DIRECTORY, FRITS, NOW

TABLE = build_table()


async def nothing(args: object, acting: Acting) -> None:
    del args, acting


def command(name: str, *english: str) -> Command:
    return Command(name, english, Permission.ASK, frozenset(Place), NoArgs, nothing, name, f"!{name}")


@pytest.mark.parametrize(("first", "second"), [(("a",), ("a",)), (("a", "b"), ("b",)), (("a", "b"), ("c", "b"))])
def test_two_commands_never_share_a_name(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    table = CommandTable()
    table.add(command(*first))
    with pytest.raises(ValueError, match="two commands"):
        table.add(command(*second))


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("mdt start", "mdt start", ""),
        ("MDT  Start nu", "mdt start", "nu"),
        ("mdt agenda morgen", "mdt agenda", "morgen"),
        ("agenda", "agenda", ""),
        ("agenda erbij: reden", "agenda erbij", ":reden"),
        ("agenda erbij vrijdag: reden", "agenda erbij", "vrijdag: reden"),
        ("next", "volgende", ""),
        ("terug DH-7K3M", "terug", "DH-7K3M"),
        ("mdt take over", "mdt overnemen", ""),
        ("besluit: veiligheid", "besluit", "veiligheid"),
        ("help mdt start", "help", "mdt start"),
        ("?", "help", ""),
        ("casus", "casus", ""),
        ("casus wat dan ook", "casus", "wat dan ook"),
        ("casus wijziging: hij belde", "casus wijziging", "hij belde"),
        ("Casus  Wijziging:hij belde", "casus wijziging", "hij belde"),
        ("casus niet gehoord : te gevaarlijk", "casus niet gehoord", "te gevaarlijk"),
        ("casus gehoord: niet gehoord", "casus gehoord", "niet gehoord"),
        ("casus niet: gehoord", "casus", "niet: gehoord"),
        ("case police report: later", "casus aangifte", "later"),
        ("casus geschiedenis: wensen alles", "casus geschiedenis", "wensen alles"),
        ("case all", "casus alles", ""),
        ("mdt spoed: DH-7K3M", "mdt spoed", "DH-7K3M"),
        ("actie @anna:regiekamer.test vrijdag: x", "actie", "@anna:regiekamer.test vrijdag: x"),
        ("actie anna vrijdag: een\ntwee  drie", "actie", "anna vrijdag: een\ntwee  drie"),
    ],
)
def test_the_longest_name_is_found_first(typed: str, name: str, rest: str) -> None:
    found = TABLE.find(typed)
    assert found is not None
    assert (found[0].name, found[1]) == (name, rest)


def test_a_name_means_in_each_place_what_is_called_so_there() -> None:
    found = {place: TABLE.find("agenda morgen", place) for place in Place}
    assert {place: command.name for place, (command, _) in found.items() if command} == {  # type: ignore[misc]
        **dict.fromkeys(Place, "agenda"),
        Place.MDT: "mdt agenda",
    }
    assert [TABLE.named("!agenda", place) for place in (Place.CASE, Place.MDT)] == [
        TABLE.named("agenda"),
        TABLE.named("mdt agenda"),
    ]


@pytest.mark.parametrize("typed", ["", " ", "mdt", "mdt onzin", "actieanna", "wiewie", "!"])
def test_what_is_no_command_is_not_found(typed: str) -> None:
    assert TABLE.find(typed) is None


@given(st.text())
def test_finding_and_guessing_take_any_text(typed: str) -> None:
    TABLE.find(typed)
    TABLE.named(typed)
    guess = TABLE.nearest(typed, TABLE.all())
    assert not guess or TABLE.named(guess)


def test_names_are_lower_case_and_have_three_words_at_most() -> None:
    for each in TABLE.all():
        assert all(name == name.casefold() and len(name.split()) <= MOST_WORDS for name in each.names)


@pytest.mark.parametrize("each", TABLE.all(), ids=lambda each: each.key)
def test_every_example_is_right(each: Command) -> None:
    found = TABLE.find(each.example.removeprefix("!"))
    assert found is not None
    assert found[0] is each
    read_args(each, found[1], Context(local_day(NOW), DIRECTORY, frozenset({ANNA})))
    assert TABLE.find(each.usage) is not None


def allowed(user_id: str, place: Place, region: str | None) -> set[str]:
    person = DIRECTORY.person(user_id)
    assert person is not None
    return {each.name for each in TABLE.allowed(person, place, region)}


def test_what_one_may_do_depends_on_person_and_place() -> None:
    ask = {"help", "contact"}
    work = {"casus", "wie", "regie", "actie", "acties", "klaar", "besluit", "overschreden", *ask}
    work |= {"terugtrekken", "toestemming", "besluit rest", *(f"casus {kind}" for kind in NoteKind)}
    work |= {"casus alles", "casus geschiedenis", "casus sluit", "casus heropen", "vervalt", "vervang", "erbij"}
    work |= {"terugtrekken", "toestemming", "grondslag", "getuige"}
    work |= {"later"}
    work |= {"inzet", "aanhouden", "herbeoordeling", "niet gedaan", "kan niet meer", "aanwezig", "volgende"}
    work |= {"verslag", "corrigeer", "uitstel", "overdragen", "ongedaan"}
    regie = {"regie", "regie aanvaard", "regie weiger", "regie overdragen"}
    work |= {*regie, "regie intrekken", "doorzetten", "doorzetten geef", "doorzetten weg"}
    meet = {"mdt agenda", "ongedaan", "mdt verslag", "mdt cijfers", "aanwezig", "afwezig"}
    work |= {"agenda", "agenda erbij", "agenda verzet", "agenda terug", "agenda reden"}
    assert allowed(ANNA, Place.CASE, "DH") == work
    assert allowed(CARLA, Place.CASE, "DH") == work
    assert allowed(ANNA, Place.CASE, "OB") == ask
    assert allowed(ANNA, Place.MDT, "DH") == {*meet, *ask}
    leads = {"mdt start", "volgende", "mdt sluit", "mdt spoed", "mdt volgorde", "mdt tijd"}
    leads |= {"mdt overzicht"}
    leads |= {"overslaan", "terug", "mdt overnemen", "mdt erbij", "mdt verzet", "mdt regie"}
    assert allowed(CARLA, Place.MDT, "DH") == {*meet, *leads, *ask}
    assert allowed(CARLA, Place.MDT, "OB") == ask
    own = {"protocol", "taal", "status", "mijn", "emoji", "stil", "werkdagen", *ask}
    assert "mdt spoed" in allowed(CARLA, Place.DIRECT, None)
    assert allowed(ANNA, Place.DIRECT, None) == {
        *("collega", "akkoord", "terugtrekken", "uitsluiten", "toestemming", "reden", "casus heropen"),
        *("vervang", "erbij", "afwezig", "later"),
        *("klaar", "uitstel", "vervalt", "overdragen", "ongedaan"),
        *regie,
        "regie overzicht",
        *own,
    }
    manage = {"kamers", "grondslagen", "vertrouw", "leden", "lid", "rol", "dienst", "bevestig", "uitdienst", "emoji"}
    assert allowed(FRITS, Place.ADMIN, None) == manage | ask
    assert allowed(FRITS, Place.DIRECT, None) == own
    assert allowed(FRITS, Place.CASE, "DH") == ask


def test_a_longer_name_goes_before_its_own_beginning() -> None:
    table = CommandTable()
    short, long = command("mdt"), command("mdt start")
    table.add(short)
    table.add(long)
    assert table.find("mdt start nu") == (long, "nu")
    assert table.find("mdt nu start") == (short, "nu start")
