"""The list of legal grounds: ours is right, and a mistake in one's own is a sentence with a place."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from bot.domain.ground import GroundList
from bot.domain.people import Organisation
from bot.forms.grounds import MOST_GROUNDS, read_grounds, shipped
from bot.forms.problems import FormError
from bot.settings import SettingsError, load_settings

GOOD = """
bron = "Ons convenant"
stand = "stand mei 2026"
[[grondslag]]
van = ["CSG"]
grond = "art. 1"
"""
LINE = '[[grondslag]]\nvan = ["CSG"]\nnaar = ["OM"]\ngrond = "art. 2"\n'
SETTINGS = '[matrix]\nhomeserver = "https://matrix.voorbeeld.nl"\nuser = "@bot:voorbeeld.nl"\n'
PARTNERS = {
    "politie": ("Politie",),
    "vt": ("Veilig Thuis", "VT"),
    "om": ("Openbaar Ministerie", "OM"),
    "rvdk": ("Raad voor de Kinderbescherming", "RvdK"),
    "reclassering": ("Reclassering",),
}


def organisation(key: str, *names: str) -> Organisation:
    return Organisation(key, names[0], mdt=False, coordinates=False, aliases=names[1:])


def between(listed: GroundList, giver: str, receiver: str) -> list[str]:
    known = {key: organisation(key, *names) for key, names in PARTNERS.items()}
    known |= {"csg": organisation("csg", "Centrum Seksueel Geweld")}
    return [each.ground for each in listed.between(known[giver], known[receiver])]


def problems(text: str) -> list[str]:
    with pytest.raises(FormError) as error:
        read_grounds(text.encode())
    return [str(problem) for problem in error.value.problems]


def test_for_organisations_outside_the_five_partners_there_is_consent_only() -> None:
    listed = read_grounds(shipped())
    for partner in PARTNERS:
        assert between(listed, "csg", partner) == between(listed, partner, "csg") == []


WEIGHTY = "Zwaarwegend belang. Niet meer dan nodig."
WMO = "art. 6 lid 1 sub e AVG jo. 4.1.1 Wmo 2015"
BW = "art. 6 lid 1 sub e AVG jo. 1:238 lid 3 BW"
FOR_VT = ("art. 6 lid 1 sub e AVG jo. 5.2.6 Wmo 2015", "Nodig voor de taak van Veilig Thuis.")
BPG = (
    "art. 18 lid 1 Wpg jo. 4:2 lid 1 i/j/g Bpg",
    f"{WEIGHTY} Alleen artikel 8-gegevens; bij artikel 9-gegevens eerst het OM vragen.",
)
TABLE = {
    ("vt", "politie"): [(WMO, "Alleen gegevens die nodig zijn.")],
    ("vt", "rvdk"): [(WMO, "Alleen gegevens die nodig zijn.")],
    ("vt", "om"): [(WMO, "Alleen gegevens die nodig zijn.")],
    ("vt", "reclassering"): [(WMO, "Alleen gegevens die nodig zijn.")],
    ("politie", "om"): [("art. 16 lid 1 sub a Wpg", WEIGHTY)],
    ("politie", "vt"): [BPG],
    ("politie", "rvdk"): [BPG],
    ("politie", "reclassering"): [BPG],
    **{("om", to): [("art. 39e lid 1, 39f lid 1 Wjsg", WEIGHTY)] for to in ("vt", "politie", "rvdk", "reclassering")},
    **{("rvdk", to): [(BW, "Nodig voor de taak van de RvdK.")] for to in ("politie", "om", "reclassering")},
    ("rvdk", "vt"): [(BW, "Nodig voor de taak van de RvdK."), FOR_VT],
    **{("reclassering", to): [(BW, "Nodig voor de taak van de reclassering.")] for to in ("politie", "om", "rvdk")},
    ("reclassering", "vt"): [(BW, "Nodig voor de taak van de reclassering."), FOR_VT],
}
"""The table of domain.md (R18), each row for each pair it is about; there is nothing else in our list."""


def test_every_row_of_the_source_is_there_with_its_conditions_and_nothing_else() -> None:
    listed = read_grounds(shipped())
    known = {key: organisation(key, *names) for key, names in PARTNERS.items()}
    found = {
        pair: [(each.ground, each.conditions) for each in listed.between(known[pair[0]], known[pair[1]])]
        for pair in itertools.permutations(PARTNERS, 2)
    }
    assert found == TABLE
    warned = {(g, r) for g, r in found for each in listed.between(known[g], known[r]) if each.warning}
    probation = {("reclassering", to) for to in PARTNERS if to != "reclassering"}
    assert warned == {("vt", "om"), ("vt", "reclassering")} | probation
    for ground in listed.grounds:
        assert listed.terms(ground).endswith("(Samen op in acuut, bijlage 1 (concept), stand november 2021)")


@pytest.mark.parametrize(("receiver", "warned"), [("om", True), ("reclassering", True), ("politie", False)])
def test_our_list_warns_where_the_law_does_not_name_the_receiver(receiver: str, warned: bool) -> None:
    listed = read_grounds(shipped())
    known = {key: organisation(key, *names) for key, names in PARTNERS.items()}
    [found] = listed.between(known["vt"], known[receiver])
    assert bool(found.warning) is warned
    [probation] = listed.between(known["reclassering"], known["om"])
    assert "fout" in probation.warning


def test_ones_own_list_is_read() -> None:
    listed = read_grounds((GOOD + LINE).encode())
    assert (listed.source, listed.as_of, len(listed.grounds)) == ("Ons convenant", "stand mei 2026", 2)
    assert listed.grounds[0].receivers == (), "everybody"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["dit bestand is leeg."]),
        ("bron = ", ["dit is geen goede TOML."]),
        ('bron = "x"\nstand = "y"\n', ["grondslag: dit ontbreekt en is nodig."]),
        (GOOD.replace("stand", "datum"), None),
        (GOOD.replace('["CSG"]', "[]"), ["grondslag[1].van: dit zijn er te weinig; minstens 1."]),
        (GOOD.replace('["CSG"]', '"CSG"'), None),
        (GOOD.replace('"art. 1"', '""'), None),
        (GOOD + "voorwaarde = 'x'\n", ["grondslag[1].voorwaarde: dit ken ik niet; bedoelt u voorwaarden?"]),
        (
            GOOD + LINE + LINE,
            ["grondslag[3]: deze grond staat er al voor dezelfde organisaties; laat er één staan."],
        ),
        (
            GOOD + LINE.replace('"OM"', '"csg"'),
            ["grondslag[2]: dezelfde organisatie staat in van en in naar; laat er één staan."],
        ),
        (GOOD + LINE * MOST_GROUNDS, [f"grondslag: dit zijn er te veel; hoogstens {MOST_GROUNDS}."]),
        (GOOD + "getal = " + "9" * 5000, None),
    ],
)
def test_every_mistake_is_a_sentence_with_its_place(text: str, found: list[str] | None) -> None:
    said = problems(text)
    assert said
    assert found is None or said == found


def settings(folder: Path, text: str) -> Any:
    file = folder / "regiekamer.toml"
    file.write_text(SETTINGS + text)
    return load_settings(file)


def test_without_a_setting_it_is_our_list_and_else_the_file(tmp_path: Path) -> None:
    assert settings(tmp_path, "").ground_list() == read_grounds(shipped())
    (tmp_path / "eigen.toml").write_text(GOOD)
    assert settings(tmp_path, '[grondslagen]\nbestand = "eigen.toml"\n').ground_list().source == "Ons convenant"


def test_a_file_that_is_not_there_or_not_right_is_said_with_the_setting(tmp_path: Path) -> None:
    missing = settings(tmp_path, '[grondslagen]\nbestand = "weg.toml"\n')
    with pytest.raises(SettingsError, match=r"grondslagen\.bestand: dit bestand is niet te lezen"):
        missing.ground_list()
    (tmp_path / "weg.toml").write_text(GOOD.replace('["CSG"]', "[]"))
    with pytest.raises(FormError) as error:
        missing.ground_list()
    assert [str(each) for each in error.value.problems] == [
        "grondslagen.bestand, grondslag[1].van: dit zijn er te weinig; minstens 1."
    ]
