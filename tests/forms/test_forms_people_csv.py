"""People and the rota as tables (CSV): what is read, and what is refused and how."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.duty import Duty
from bot.domain.people import Directory, Person, Role
from bot.forms.duty_csv import read_duties
from bot.forms.people_csv import read_people, write_people
from bot.forms.problems import FormError, Problem

HEAD = "matrix;naam;organisatie;regios;rollen;taal\n"
ANNA = "@anna:b.nl;Anna Voorbeeld;CSG;DH;professional;nl\n"
ROTA = "regio;organisatie;dag;wie;beurt\n"


def lines(data: bytes | str, directory: Directory) -> list[str]:
    with pytest.raises(FormError) as caught:
        read_people(data.encode() if isinstance(data, str) else data, directory)
    return [str(problem) for problem in caught.value.problems]


def test_a_list_is_read(directory: Directory) -> None:
    text = HEAD + "@anna:b.nl;Anna  Voorbeeld ;centrum seksueel geweld;dh|OB;Professional regiehouder;\n\n;;;;;\n"
    [anna] = read_people(text.encode(), directory)
    assert anna == Person(
        "@anna:b.nl",
        "Anna Voorbeeld",
        "CSG",
        frozenset({"DH", "OB"}),
        frozenset({Role.PROFESSIONAL, Role.COORDINATOR}),
    )


def test_as_excel_saves_it(directory: Directory) -> None:
    with_commas = HEAD.replace(";", ",") + '@anna:b.nl,"Voorbeeld, Anna",CSG,DH,professional,en\n'
    data = b"\xef\xbb\xbf" + with_commas.replace("\n", "\r\n").encode()
    [anna] = read_people(data, directory)
    assert (anna.name, anna.language) == ("Voorbeeld, Anna", "en")


def test_columns_in_another_order_and_without_the_language(directory: Directory) -> None:
    text = "Naam;Matrix;Rollen;Regios;Organisatie\nAnna;@anna:b.nl;professional;DH;CSG\n"
    assert [p.user_id for p in read_people(text.encode(), directory)] == ["@anna:b.nl"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "dit bestand is leeg."),
        (HEAD, "er staan alleen kolomnamen"),
        (HEAD.replace("naam", "nam") + ANNA, "regel 1, nam: dit ken ik niet; bedoelt u naam? De eerste regel is"),
        (HEAD.replace(";regios", "") + ANNA, "regel 1: de kolom regios ontbreekt. De eerste regel is bijvoorbeeld: ma"),
        (HEAD.replace("taal", "naam") + ANNA, "regel 1, naam: deze kolom staat er twee keer in"),
        (HEAD + ANNA.replace("\n", ";te;veel\n"), "regel 2: hier staan meer velden dan kolommen."),
        (HEAD + ANNA.replace("Anna", '"Anna'), "regel 2: de aanhalingstekens kloppen niet"),
        (HEAD + ANNA.replace("@anna", "anna"), "regel 2, matrix: dit is geen Matrix-adres, bijvoorbeeld @anna:"),
        (HEAD + ANNA.replace("@anna:b.nl", ""), "regel 2, matrix: dit is leeg, bijvoorbeeld @anna:voorbeeld.nl."),
        (HEAD + ANNA.replace("Anna Voorbeeld", ""), "regel 2, naam: dit is leeg"),
        (HEAD + ANNA.replace("Anna", "=1+1"), "regel 2, naam: een naam begint niet met ="),
        (HEAD + ANNA.replace("Anna", "x" * 201), "regel 2, naam: dit is te lang; hoogstens 200 tekens."),
        (HEAD + ANNA.replace("CSG", "CGS"), "regel 2, organisatie: dit ken ik niet; bedoelt u CSG?"),
        (HEAD + ANNA.replace("CSG", ""), "regel 2, organisatie: dit is leeg"),
        (HEAD + ANNA.replace("DH", "DH Utrecht"), "regel 2, regios: dit ken ik niet. Kies uit: DH, OB."),
        (HEAD + ANNA.replace("DH", ""), "regel 2, regios: een professional heeft een regio nodig, bijvoorbeeld DH."),
        (HEAD + ANNA.replace("professional", ""), "regel 2, rollen: dit is leeg, bijvoorbeeld professional."),
        (HEAD + ANNA.replace("professional", "profesional"), "regel 2, rollen: dit ken ik niet; bedoelt u profess"),
        (HEAD + ANNA.replace("professional", "voorzitter"), 'regel 2, rollen: een voorzitter is ook "professional".'),
        (
            HEAD + ANNA.replace("professional", "professional|beheerder"),
            "regel 2, rollen: een beheerder heeft geen andere rol; neem een eigen account.",
        ),
        (
            HEAD + ANNA.replace("CSG", "Politie").replace("professional", "professional regiehouder"),
            "regel 2, rollen: uit deze organisatie komt geen regiehouder",
        ),
        (HEAD + ANNA.replace(";nl", ";fr"), "regel 2, taal: kies nl of en, bijvoorbeeld nl."),
        (HEAD + ANNA + "\n" + ANNA, "regel 4, matrix: dit adres staat ook op regel 2."),
        (
            HEAD + ANNA + ANNA.replace("b.nl", "B.nl"),
            "regel 3, matrix: dit adres staat ook op regel 2, met andere hoofdletters.",
        ),
        (
            HEAD + ANNA + ANNA.replace("CSG", "VT"),
            "regel 3, matrix: dit adres staat ook op regel 2, bij een andere organisatie; iemand hoort bij één",
        ),
    ],
)
def test_a_list_that_cannot_be(text: str, wanted: str, directory: Directory) -> None:
    line, *others = lines(text, directory)
    assert line.startswith(wanted)
    assert not others or "ontbreekt" in others[0], "a misspelled column is also missing"


@pytest.mark.parametrize(
    "data",
    [(HEAD + ANNA.replace("Anna V", "Zoë V")).encode("latin-1"), (HEAD + ANNA).encode("utf-16")],
    ids=["latin-1", "utf-16"],
)
def test_what_excel_saves_by_itself_is_explained(data: bytes, directory: Directory) -> None:
    (line,) = lines(data, directory)
    assert line.startswith("dit bestand is niet als UTF-8 opgeslagen")
    assert "CSV UTF-8" in line


def test_all_problems_at_once_and_no_more_than_help(directory: Directory) -> None:
    bad = "anna;;CGS;XX;x;fr\n"
    assert [line.partition(":")[0] for line in lines(HEAD + bad, directory)] == [
        "regel 2, matrix", "regel 2, naam", "regel 2, organisatie", "regel 2, regios", "regel 2, rollen",
        "regel 2, taal",
    ]  # fmt: skip
    assert len(lines(HEAD + bad * 100, directory)) == 51


CELLS = st.sampled_from(["@anna:b.nl", "@Anna:b.nl", "CSG", "DH", "ma", "0", "professional", "", '"', ";", "\r", "é\n"])
TABLES = st.lists(st.lists(CELLS | st.text(max_size=8), max_size=7).map(";".join), max_size=6).map("\n".join)


@given(data=st.binary(max_size=300) | TABLES.map(str.encode) | TABLES.map(lambda t: (HEAD + t).encode()))
def test_any_bytes_are_people_or_problems(data: bytes, directory: Directory) -> None:
    people: tuple[Person, ...] = ()
    problems: list[Problem] = []
    try:
        people = read_people(data, directory)
    except FormError as error:
        problems = error.problems
    assert bool(people) is not bool(problems)
    assert len({p.user_id.casefold() for p in people}) == len(people)


NAMES = st.text(st.characters(codec="utf-8", categories=["L", "Nd", "P", "Zs"]), min_size=1, max_size=30)


@given(names=st.lists(NAMES, min_size=1, max_size=5), language=st.sampled_from(["nl", "en"]))
def test_what_was_written_reads_back_as_it_was(names: list[str], language: str, directory: Directory) -> None:
    tidy = [" ".join(name.split()).lstrip("=+-@ ") or "Anna" for name in names]
    person = replace(directory.people[0], language=language)
    people = tuple(replace(person, user_id=f"@p{i}:b.nl", name=name) for i, name in enumerate(tidy))
    again = read_people(write_people(people).encode(), directory)
    assert [(p.user_id, p.organisation, p.regions, p.roles, p.language) for p in again] == [
        (p.user_id, p.organisation, p.regions, p.roles, p.language) for p in people
    ]


def test_the_demos_people_read_back(directory: Directory) -> None:
    assert read_people(write_people(directory.people).encode(), directory) == directory.people


# --- the rota ---


def test_a_rota_is_read(directory: Directory) -> None:
    person = next(p for p in directory.people if p.organisation == "CSG" and "DH" in p.regions)
    text = ROTA + f"DH;csg;Ma;{person.user_id};\nDen Haag;CSG;27-11-2026;{person.name};2\n"
    assert read_duties(text.encode(), directory) == (
        Duty("DH", "CSG", person.user_id, weekday=0),
        Duty("DH", "CSG", person.user_id, day=date(2026, 11, 27), turn=2),
    )


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("XX;CSG;ma;{csg};", "regel 2, regio: dit ken ik niet. Kies uit: DH, OB."),
        (";CSG;ma;{csg};", "regel 2, regio: dit is leeg, bijvoorbeeld DH."),
        ("DH;CGS;ma;{csg};", "regel 2, organisatie: dit ken ik niet; bedoelt u CSG?"),
        ("DH;CSG;mandag;{csg};", "regel 2, dag: hier hoort een dag, bijvoorbeeld ma of 27-11-2026."),
        ("DH;CSG;31-02-2026;{csg};", "regel 2, dag: hier hoort een dag"),
        ("DH;CSG;ma;@niemand:b.nl;", "regel 2, wie: deze persoon staat niet in het adresboek"),
        ("DH;VT;ma;{csg};", "regel 2, wie: deze persoon werkt niet voor VT in DH."),
        ("DH;CSG;ma;{csg};eerste", "regel 2, beurt: leeg of 0 is de vertegenwoordiger"),
        ("DH;CSG;ma;{csg};10", "regel 2, beurt: leeg of 0"),
        ("DH;CSG;ma;{csg};\nDH;CSG;maandag;{csg};1", "regel 3, wie: deze persoon staat voor die dag al op regel 2."),
        ("DH;CSG;ma;{csg};\nDH;CSG;ma;{csg};0", "regel 3, beurt: deze beurt staat al op regel 2; neem een volgende."),
    ],
)
def test_a_rota_that_cannot_be(row: str, wanted: str, directory: Directory) -> None:
    person = next(p for p in directory.people if p.organisation == "CSG" and "DH" in p.regions)
    with pytest.raises(FormError) as caught:
        read_duties((ROTA + row.format(csg=person.user_id)).encode(), directory)
    (problem,) = caught.value.problems
    assert str(problem).startswith(wanted)


@given(data=st.binary(max_size=300) | TABLES.map(lambda t: (ROTA + t).encode()))
def test_any_bytes_are_a_rota_or_problems(data: bytes, directory: Directory) -> None:
    found: object = ()
    try:
        found = read_duties(data, directory)
    except FormError as error:
        found = error.problems
    assert found
