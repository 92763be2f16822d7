"""The directory file: what is read, and what is refused and how."""

import tomllib
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.contact import Contact, Opening
from bot.domain.people import Directory, Organisation, Role, Standing
from bot.domain.standing import ADMINS_NEEDED
from bot.forms.directory import read_directory
from bot.forms.problems import FormError

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "deploy" / "adresboek.example.toml"
DEMO = ROOT / "bot" / "demo"

REGION = '[[regio]]\ncode = "DH"\nnaam = "Den Haag"\nmdt_tijd = "09:30"\n'
ORGANISATIONS = (
    '[[organisatie]]\nsleutel = "CSG"\nnaam = "Centrum Seksueel Geweld"\naliassen = ["centrum"]\n'
    "mdt = true\nregie = true\n"
    '[[organisatie]]\nsleutel = "OM"\nnaam = "Openbaar Ministerie"\n'
)


def person(**changes: Any) -> str:
    values = {
        "matrix": "@anna:b.nl", "naam": "Anna", "organisatie": "CSG", "regios": ["DH"], "rollen": ["professional"],
    } | changes  # fmt: skip
    return "[[persoon]]\n" + "".join(f"{key} = {value!r}\n" for key, value in values.items())


def refused(text: str) -> list[str]:
    with pytest.raises(FormError) as caught:
        read_directory(text.encode())
    return [str(problem) for problem in caught.value.problems]


def test_a_small_directory_is_read() -> None:
    roles = ["professional", "voorzitter"]
    directory = read_directory((REGION + ORGANISATIONS + person(organisatie="centrum", rollen=roles)).encode())
    assert directory.regions[0].mdt_at.isoformat() == "09:30:00"
    csg = Organisation("CSG", "Centrum Seksueel Geweld", mdt=True, coordinates=True, aliases=("centrum",))
    assert directory.organisations[0] == csg
    assert directory.organisations[1].coordinates is False
    anna = directory.people[0]
    assert (anna.organisation, anna.regions, anna.language) == ("CSG", frozenset({"DH"}), "nl")
    assert anna.roles == {Role.PROFESSIONAL, Role.CHAIR}


def contact(lines: str) -> Contact:
    text = REGION + '[[organisatie]]\nsleutel = "CSG"\nnaam = "Centrum"\n' + lines
    return read_directory(text.encode()).organisations[0].contact


def test_how_an_organisation_is_reached() -> None:
    found = contact(
        'telefoon = "0900-0101"\nopen = ["ma-di 9:00-17:00", "za 22:00 - 24:00"]\n'
        'crisis = "+31 70 123 45 67"\ngrenzen = "alleen\\nadvies"\n'
    )
    nine, five, ten = time(9), time(17), time(22)
    hours = (Opening(0, nine, five), Opening(1, nine, five), Opening(5, ten, time(0)))
    assert found == Contact("0900-0101", hours, crisis_phone="+31 70 123 45 67", limits="alleen advies")
    assert contact('open = "altijd"') == contact('open = ["Altijd"]') == Contact(always=True)
    assert contact('open = "ma 09:00-10:00"').hours == (Opening(0, nine, time(10)),)
    assert contact("") == Contact()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("open = 9", "open: hier horen openingstijden"),
        ('open = ["elke dag"]', "open: dit zijn geen openingstijden"),
        ('open = ["vr-ma 09:00-17:00"]', "open: de dagen staan andersom"),
        ('open = ["vr 22:00-02:00"]', "open: schrijf een nacht als twee regels"),
        ('open = ["vr 25:00-26:00"]', "open: deze tijd bestaat niet"),
        ('open = ["ma 09:00-17:00", "altijd"]', "open: dit zijn geen openingstijden"),
        ('telefoon = "bel maar"', "telefoon: dit is geen telefoonnummer, bijvoorbeeld 0900-0101."),
        ('crisis = "12"', "crisis: dit is geen telefoonnummer"),
        (f'grenzen = "{"x" * 201}"', "grenzen: dit is te lang"),
        ('telefon = "112"', "telefon: dit ken ik niet; bedoelt u telefoon?"),
    ],
)
def test_contact_data_that_cannot_be(line: str, wanted: str) -> None:
    text = REGION + '[[organisatie]]\nsleutel = "CSG"\nnaam = "Centrum"\n' + line
    (found,) = refused(text)
    assert found.startswith(f"organisatie[1].{wanted}")


@pytest.mark.parametrize("name", ["Den Haag", "dh", "DEN HAAG"])
def test_a_region_goes_by_name_and_code(name: str) -> None:
    directory = read_directory((REGION + ORGANISATIONS + person(regios=[name])).encode())
    assert directory.people[0].regions == {"DH"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (REGION + REGION + ORGANISATIONS, "regio[2].code: deze code is al van een andere regio."),
        (
            REGION + '[[regio]]\ncode = "OB"\nnaam = "den haag"\n' + ORGANISATIONS,
            "regio[2].naam: deze naam is al van een andere regio.",
        ),
        (REGION.replace('"DH"', '"Dh"') + ORGANISATIONS, "regio[1].code: een regiocode is twee tot vier hoofdletters"),
        (REGION.replace('"DH"', '"DHAAG"') + ORGANISATIONS, "regio[1].code: een regiocode is twee tot vier"),
        (ORGANISATIONS, "regio: dit ontbreekt en is nodig."),
        ("regio = []\n" + ORGANISATIONS, "regio: dit zijn er te weinig; minstens 1."),
        (
            REGION + ORGANISATIONS + '[[organisatie]]\nsleutel = "C"\nnaam = "Centrum"\n',
            "organisatie[3]: een van deze namen is al van een andere organisatie.",
        ),
        (REGION + ORGANISATIONS + '[[organisatie]]\nsleutel = ""\nnaam = "x"\n', "organisatie[3].sleutel: dit is leeg"),
    ],
)
def test_regions_and_organisations_that_cannot_be(text: str, wanted: str) -> None:
    (line,) = refused(text)
    assert line.startswith(wanted)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"matrix": "anna"}, "persoon[1].matrix: dit is geen Matrix-adres, bijvoorbeeld @anna:voorbeeld.nl."),
        ({"matrix": "@anna"}, "persoon[1].matrix: dit is geen Matrix-adres"),
        ({"matrix": "@Anna:b.nl"}, "persoon[1].matrix: dit is geen Matrix-adres"),
        ({"matrix": "@an na:b.nl"}, "persoon[1].matrix: dit is geen Matrix-adres"),
        ({"matrix": f"@{'a' * 199}:{'b' * 100}"}, "persoon[1].matrix: dit is geen Matrix-adres"),
        ({"organisatie": "CGS"}, "persoon[1].organisatie: dit ken ik niet; bedoelt u CSG?"),
        ({"regios": ["DH", "Den Hag"]}, "persoon[1].regios[2]: dit ken ik niet; bedoelt u Den Haag?"),
        ({"rollen": ["profesional"]}, "persoon[1].rollen[1]: bedoelt u professional?"),
        ({"rollen": []}, "persoon[1].rollen: dit zijn er te weinig; minstens 1."),
        ({"rollen": ["beheerder", "professional"]}, "persoon[1].rollen: een beheerder heeft geen andere rol"),
        ({"rollen": ["voorzitter"]}, 'persoon[1].rollen: een voorzitter is ook "professional".'),
        ({"rollen": ["auditor", "professional"]}, "persoon[1].rollen: een auditor heeft geen andere rol"),
        ({"regios": []}, "persoon[1].regios: een professional heeft een regio nodig"),
        ({"naam": "=som()"}, "persoon[1].naam: een naam begint niet met =, +, -, @, bijvoorbeeld Anna Voorbeeld."),
        ({"taal": "fr"}, 'persoon[1].taal: kies uit: nl, en; bijvoorbeeld "nl".'),
        ({"rol": "x"}, "persoon[1].rol: dit ken ik niet; bedoelt u rollen?"),
    ],
)
def test_people_who_cannot_be(changes: dict[str, Any], wanted: str) -> None:
    (line,) = refused(REGION + ORGANISATIONS + person(**changes))
    assert line.startswith(wanted)


def test_an_administrator_chairs_nothing() -> None:
    lines = refused(REGION + ORGANISATIONS + person(rollen=["beheerder", "voorzitter"]))
    assert any("een beheerder heeft geen andere rol" in line for line in lines)


def test_one_account_stands_once() -> None:
    double = person() + person(matrix="@anna:B.nl")
    assert refused(REGION + ORGANISATIONS + double) == ["persoon[2].matrix: dit adres staat er twee keer in."]


def test_all_problems_at_once() -> None:
    lines = refused(REGION + ORGANISATIONS + person(organisatie="GGD") + person(regios=["Utrecht"]))
    assert [line.partition(":")[0] for line in lines] == [
        "persoon[1].organisatie", "persoon[2].matrix", "persoon[2].regios[1]",
    ]  # fmt: skip


def test_broken_toml_names_the_line() -> None:
    assert refused("[[regio]]\ncode = \n") == ["dit is geen goede TOML; kijk bij regel 2."]


def test_a_number_of_thousands_of_digits() -> None:
    (line,) = refused("x = " + "9" * 5000)
    assert "getal" in line


def confirmed(directory: Directory) -> Directory:
    return replace(directory, people=tuple(replace(p, standing=Standing(confirmed=True)) for p in directory.people))


@pytest.mark.parametrize("file", [EXAMPLE, DEMO / "adresboek.toml"], ids=["deploy", "demo"])
def test_the_examples_load(file: Path) -> None:
    directory = read_directory(file.read_bytes())
    directory = confirmed(directory)
    assert len(directory.admins()) >= ADMINS_NEEDED
    for region in directory.regions:
        assert any(Role.CHAIR in p.roles for p in directory.meeting_members(region.code))
    assert {o.key for o in directory.organisations if o.coordinates} == {"CSG", "VT", "SHN"}
    assert {o.key for o in directory.organisations if o.mdt} == {"CSG", "VT", "SHN", "Politie"}


def test_the_example_shows_every_key() -> None:
    shown = tomllib.loads(EXAMPLE.read_text())
    assert set(shown["regio"][0]) == {"code", "naam", "mdt_tijd"}
    assert set(shown["organisatie"][0]) == {
        "sleutel", "naam", "aliassen", "mdt", "regie", "telefoon", "open", "crisis", "grenzen",
    }  # fmt: skip
    assert set(shown["persoon"][0]) == {"matrix", "naam", "organisatie", "regios", "rollen", "taal"}
