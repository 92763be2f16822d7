"""The intake: what is read, and how each bad file is refused, in Dutch and without what was typed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import Answer, Area, Case, Consent, Contribution, Intake
from bot.domain.people import Directory
from bot.forms.intake import canonical, identity, read_intakes
from bot.forms.intake_form import IntakeForm, json_schema
from bot.forms.problems import FormError, Problem
from bot.forms.text import LONG, SHORT

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
Form = dict[str, Any]
Read = Callable[[Any], list[Intake]]
Refuse = Callable[[Any], list[Problem]]

SHORTS = ["id", "bron", "melder", "relatie", "slachtoffer", "laatste"]
LONGS = ["vorm", "veiligheid_nu", "kindcheck", "wensen", "betrokkenen", "contact"]
IN_DOMAIN = {
    "id": "reference", "bron": "source", "melder": "reporter", "relatie": "relation", "slachtoffer": "victim",
    "laatste": "last_time", "vorm": "kind", "veiligheid_nu": "safety_now", "kindcheck": "children",
    "wensen": "wishes", "betrokkenen": "involved", "contact": "contact",
}  # fmt: skip
NASTY = [
    "👩‍👧 ❤️ 🏳️‍🌈", "שלום עולם", "<script>alert(1)</script> &amp; <!--", "**vet** _schuin_ `code` [klik](http://x)",
    "{ $x } %s {0}", "@room", "'; DROP TABLE cases; --", "één\n\ntwee", "\\n \"dus\" 'zo'",
]  # fmt: skip


def lines(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


# What is read


def test_the_three_demo_intakes_are_read(read: Read, forms: list[Form]) -> None:
    first, second, third = read(forms)
    assert (first.region, second.region, third.region) == ("DH", "OB", "OB")
    assert first == Intake(
        region="DH",
        source="CSG",
        reporter="slachtoffer",
        victim="vrouw, 27",
        kind="offline verkrachting door bekende, 9 uur geleden",
        reported_at=NOW,
        reference="DH-DEMO-01",
        when="<24u",
        children="geen kinderen",
        needs=(
            (Area.SAFETY, "pleger kent adres"),
            (Area.LAW, "twijfelt over aangifte"),
            (Area.CARE, "soa- en zwangerschapspreventie"),
            (Area.RECOVERY, "later"),
        ),
        contact="bellen 10-12 uur, geen voicemail",
        consents=(
            Consent("CSG", Answer.YES),
            Consent("SHN", Answer.YES),
            Consent("Politie", Answer.YES),
            Consent("VT", Answer.NO),
            Consent("OM", Answer.NO),
        ),
        contributions=(
            Contribution(
                "CSG",
                "sporen bewaren; bij aangiftewens eerst forensisch onderzoek, dan medische zorg; watchful waiting",
            ),
            Contribution("Politie", "informatief gesprek, veiligheidsafspraken"),
            Contribution("SHN", "uitleg rechten"),
        ),
        proposed_coordinator="M. Voorbeeld (CSG)",
    )
    assert second.last_time == "3 dagen geleden"
    assert Consent("school", Answer.NO) in second.consents
    assert Consent("VT", Answer.ANONYMOUS) in third.consents
    assert third.when == "langer geleden"


@pytest.mark.parametrize(
    ("age", "said", "minor"), [(17, None, True), (18, None, False), (0, True, True), (120, False, False)]
)
def test_the_age_tells_whether_it_is_a_minor(read: Read, form: Form, age: int, said: bool | None, minor: bool) -> None:
    [intake] = read({**form, "leeftijd": age, "minderjarig": said})
    assert (intake.age, intake.minor) == (age, minor)


@pytest.mark.parametrize(("age", "said"), [(14, False), (18, True), (0, False), (120, True)])
def test_an_age_that_contradicts_the_other_answer(refuse: Refuse, form: Form, age: int, said: bool) -> None:
    problems = lines(refuse({**form, "leeftijd": age, "minderjarig": said}))
    assert problems == ["leeftijd: dit past niet bij wat er bij minderjarig staat; verander een van de twee."]


@pytest.mark.parametrize(
    ("age", "wanted"), [(-1, "minstens 0"), (121, "hoogstens 120"), ("14", "getal"), (1.5, "getal")]
)
def test_an_age_that_cannot_be(refuse: Refuse, form: Form, age: object, wanted: str) -> None:
    [problem] = refuse({**form, "leeftijd": age})
    assert problem.field == "leeftijd"
    assert wanted in problem.sentence


def test_an_intake_without_an_age_is_known_again_as_it_was(read: Read, form: Form) -> None:
    [without], [known] = read(form), read({**form, "leeftijd": 27})
    assert b'"age"' not in canonical(without), "its fingerprint was made before there was such a field"
    assert canonical(known) != canonical(without)


def test_one_intake_needs_no_list(read: Read, form: Form) -> None:
    assert read(form) == read([form])


def test_the_smallest_intake_is_enough(read: Read) -> None:
    small = {
        "regio": "dh", "bron": "CSG", "melder": "zelf", "slachtoffer": "vrouw", "vorm": "offline",
        "toestemming": {"csg": "ja"},
    }  # fmt: skip
    (intake,) = read(small)
    assert (intake.region, intake.consents, intake.minor, intake.needs) == (
        "DH",
        (Consent("CSG", Answer.YES),),
        None,
        (),
    )


def test_every_other_field_arrives(read: Read, form: Form) -> None:
    form |= {
        "betreft": "omgeving", "minderjarig": True, "wie_besliste": "beiden", "online": False, "acuut": "loopt nog",
        "melder_mogelijk_familie_verdachte": True,
    }  # fmt: skip
    (intake,) = read(form)
    assert (intake.concerns, intake.minor, intake.decided_by) == ("omgeving", True, "beiden")
    assert (intake.online, intake.when, intake.informant_may_be_suspects_family) == (False, "loopt nog", True)


@pytest.mark.parametrize("name", ["CSG", "csg", "Centrum seksueel geweld", " CSG "])
def test_an_organisation_goes_by_every_name(read: Read, form: Form, name: str) -> None:
    form["toestemming"] = {name: "ja"}
    form["regiehouder"] = {"org": name}
    (intake,) = read(form)
    assert intake.consents == (Consent("CSG", Answer.YES),)
    assert intake.proposed_coordinator == "CSG"


def test_a_contribution_of_an_outsider_is_kept_as_written(read: Read, form: Form) -> None:
    form["inzet"] = [{"org": "huisarts", "actie": "verwijzen"}, {"org": "slachtofferhulp", "actie": "bellen"}]
    (intake,) = read(form)
    assert intake.contributions == (Contribution("huisarts", "verwijzen"), Contribution("SHN", "bellen"))


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-23T09:15", datetime(2026, 11, 23, 8, 15, tzinfo=UTC)),
        ("2026-11-23 09:15", datetime(2026, 11, 23, 8, 15, tzinfo=UTC)),
        ("2026-11-23T09:15:30", datetime(2026, 11, 23, 8, 15, 30, tzinfo=UTC)),
        ("2026-11-23T09:15Z", datetime(2026, 11, 23, 9, 15, tzinfo=UTC)),
        ("2026-11-23T09:15+01:00", datetime(2026, 11, 23, 8, 15, tzinfo=UTC)),
        ("2026-11-24T08:04", NOW + timedelta(minutes=4)),
    ],
)
def test_the_moment_of_the_report_is_on_dutch_clocks(read: Read, form: Form, written: str, moment: datetime) -> None:
    (intake,) = read(form | {"gemeld_op": written})
    assert intake.reported_at.utcoffset() == timedelta(0)  # a day later on a Dutch clock may be 23 or 25 hours
    assert intake.reported_at == moment


def test_the_deadline_is_24_real_hours_when_the_clocks_change(directory: Directory, form: Form) -> None:
    for written, deadline in (
        ("2026-10-24T12:00", datetime(2026, 10, 25, 10, tzinfo=UTC)),
        ("2026-10-25T02:30", datetime(2026, 10, 26, 0, 30, tzinfo=UTC)),  # comes twice: the first
    ):
        data = json.dumps(form | {"gemeld_op": written}).encode()
        (intake,) = read_intakes(data, directory, datetime(2026, 10, 25, 12, tzinfo=UTC))
        assert Case("DH-2222", "DH", intake.reported_at, intake.reported_at).deadline == deadline


@pytest.mark.parametrize(
    ("written", "about"),
    [
        ("2026-11-24T08:06", "in de toekomst"),
        ("2062-11-23T09:15", "in de toekomst"),
        ("9999-12-31T23:59", "in de toekomst"),
        ("9999-12-31T23:59-23:00", "in de toekomst"),
        ("2026-10-24T08:00", "ouder dan 30 dagen"),
        ("0001-01-01T00:00", "ouder dan 30 dagen"),
        ("0001-01-01T00:00+14:00", "ouder dan 30 dagen"),
        ("2026-11-31T09:15", "een dag met een tijd"),
        ("2026-11-23T25:15", "een dag met een tijd"),
        ("gisteren", "een dag met een tijd"),
        ("", "een dag met een tijd"),
        ("2026-11-23", "een dag met een tijd"),
        ("1763974800", "een dag met een tijd"),
        (1763974800, "een dag met een tijd"),
    ],
)
def test_a_moment_that_cannot_be(refuse: Refuse, form: Form, written: str, about: str) -> None:
    (problem,) = refuse(form | {"gemeld_op": written})
    assert problem.field == "gemeld_op"
    assert about in problem.sentence


# Files that are no form


@pytest.mark.parametrize(
    ("data", "about"),
    [
        (b"", "leeg"),
        (b" \n\t ", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        (b'{\n  "regio": "DH",\n  "bron" "CSG"\n}', "regel 3"),
        (b'{"regio": "DH"', "regel 1"),
        (b'{"regio": "DH"}}', "regel 1"),
        (b"{'regio': 'DH'}", "regel 1"),
        (b"regio = 'DH'", "regel 1"),
        (b"\xff\xfe{\x00}\x00", "UTF-8"),
        ('{"regio": "één"}'.encode("latin-1"), "UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "UTF-8"),
        (b'{"a": "\0"}', "geen tekst"),
        (b"x" * 1024 * 1024, "te groot; hoogstens 256 KiB"),
        (b'{"regio": "' + b"x" * 1024 * 1024 + b'"}', "te groot; hoogstens 256 KiB"),
        (b'{"regio": "DH", "regio": "OB"}', "twee keer"),
        (b'{"toestemming": {"CSG": "nee", "CSG": "ja"}}', "twee keer"),
        (b'{"id": NaN}', "NaN"),
        (b'{"id": Infinity}', "NaN"),
        (b'{"id": -Infinity}', "NaN"),
        (b'{"id": ' + b"1" * 5000 + b"}", "getal"),
        (b"[" * 21 + b"]" * 21, "te diep genest"),
        (b"[" * 100_000, "te diep genest"),
        (b"[" * 100_000 + b"]" * 100_000, "te diep genest"),
        (b'{"a":' * 40_000, "te diep genest"),
        (b"[]", "1 tot 100 intakes"),
        (b"[" + b"{}," * 100 + b"{}]", "1 tot 100 intakes"),
        (b"null", "velden met een naam"),
        (b"3", "velden met een naam"),
        (b'"intake"', "velden met een naam"),
        (b"true", "velden met een naam"),
    ],
)
def test_a_file_that_is_no_form(refuse: Refuse, data: bytes, about: str) -> None:
    (problem,) = refuse(data)
    assert problem.field == ""
    assert about in problem.sentence


def test_a_file_of_the_largest_size_is_still_looked_at(refuse: Refuse) -> None:
    data = b'{"regio": "' + b"x" * (256 * 1024 - 13) + b'"}'
    assert len(data) == 256 * 1024
    assert "regio: dit is te lang; hoogstens 200 tekens." in lines(refuse(data))


def test_a_byte_order_mark_is_no_problem(read: Read, form: Form) -> None:
    assert read(b"\xef\xbb\xbf" + json.dumps(form).encode()) == read(form)


# Forms with a mistake


def test_an_unknown_region(refuse: Refuse, form: Form) -> None:
    assert lines(refuse(form | {"regio": "Den Hag"})) == [
        "regio: dit ken ik niet; bedoelt u Den Haag? Bekend: Den Haag, Oost-Brabant."
    ]
    assert lines(refuse(form | {"regio": "Utrecht"})) == ["regio: dit ken ik niet. Bekend: Den Haag, Oost-Brabant."]


def test_an_unknown_organisation(refuse: Refuse, form: Form) -> None:
    form["toestemming"]["GGD"] = "nee"
    (problem,) = refuse(form)
    assert problem.field == "toestemming.GGD"
    assert problem.sentence.startswith("deze organisatie staat niet in het adresboek. Bekend: Politie, VT, SHN, CSG")


@pytest.mark.parametrize("consents", [{}, {"CSG": "nee"}, {"CSG": "anoniem", "VT": "nee"}])
def test_no_consent_at_all(refuse: Refuse, form: Form, consents: dict[str, str]) -> None:
    del form["regiehouder"]
    form["toestemming"] = consents
    assert lines(refuse(form)) == [
        'toestemming: minstens één organisatie heeft toestemming nodig, bijvoorbeeld {"CSG": "ja"}.'
    ]


def test_a_yes_for_an_organisation_with_nobody_in_the_region(refuse: Refuse, read: Read, form: Form) -> None:
    form["toestemming"]["school"] = "ja"  # Tessa works in OB only
    assert lines(refuse(form)) == [
        "toestemming.school: in deze regio staat niemand van deze organisatie in het adresboek."
    ]
    for answer in ("nee", "anoniem"):
        form["toestemming"]["school"] = answer
        read(form)


def test_one_organisation_under_two_names(refuse: Refuse, form: Form) -> None:
    form["toestemming"]["Centrum Seksueel Geweld"] = "nee"
    assert lines(refuse(form)) == ["toestemming.Centrum Seksueel Geweld: CSG staat er twee keer in; laat er één staan."]


@pytest.mark.parametrize("answer", ["Ja", "yes", "ingetrokken", "", True, None, 1, ["ja"]])
def test_another_answer_than_the_three(refuse: Refuse, form: Form, answer: object) -> None:
    form["toestemming"]["CSG"] = answer
    (problem,) = refuse(form)
    assert problem.field == "toestemming.CSG"
    assert "kies uit: ja, nee, anoniem" in problem.sentence


@pytest.mark.parametrize(
    ("proposed", "about"),
    [
        ({"org": "Politie"}, "een regiehouder komt van: VT, SHN, CSG."),
        ({"org": "VT"}, "voor deze organisatie is geen toestemming in deze intake."),
        ({"org": "GGD"}, "deze organisatie staat niet in het adresboek."),
    ],
)
def test_a_coordinator_who_cannot_be(refuse: Refuse, form: Form, proposed: Form, about: str) -> None:
    (problem,) = refuse(form | {"regiehouder": proposed})
    assert problem.field == "regiehouder.org"
    assert problem.sentence.startswith(about)


@pytest.mark.parametrize(
    ("where", "typed", "near"),
    [
        ((), "slachtofer", "slachtoffer"),
        ((), "Regio", "regio"),
        ((), "toestemmingen", "toestemming"),
        (("behoeften",), "veiligheit", "veiligheid"),
        (("inzet", 0), "aktie", "actie"),
        (("regiehouder",), "naan", "naam"),
    ],
)
def test_an_unknown_field_suggests_the_nearest(
    refuse: Refuse, form: Form, where: tuple[str | int, ...], typed: str, near: str
) -> None:
    place: Any = form
    for part in where:
        place = place[part]
    place[typed] = "Zeer geheim"
    (problem,) = refuse(form)
    assert problem.field.endswith(typed)
    assert problem.sentence == f"dit ken ik niet; bedoelt u {near}?"


def test_an_unknown_field_like_no_other_suggests_nothing(refuse: Refuse, form: Form) -> None:
    assert lines(refuse(form | {"qqqq": 1})) == ["qqqq: dit ken ik niet."]


@pytest.mark.parametrize("name", ["str", "int", "bool", "function-x", ""])
def test_an_unknown_field_is_named_whatever_it_is_called(refuse: Refuse, form: Form, name: str) -> None:
    (problem,) = refuse(form | {name: 1})
    assert problem.field == (name or "?")
    assert problem.sentence.startswith("dit ken ik niet")


@pytest.mark.parametrize("where", ["field", "consent"])
@pytest.mark.parametrize("name", ["\x1b[2Jweg", "twee\nregels", "\u202eom", "\ud800", "\0"])
def test_a_strange_name_cannot_upset_a_screen(refuse: Refuse, form: Form, name: str, where: str) -> None:
    (form if where == "field" else form["toestemming"])[name] = "nee"
    for line in lines(refuse(form)):
        line.encode()
        assert line.isprintable()


def test_a_long_name_is_cut(refuse: Refuse, form: Form) -> None:
    form["toestemming"]["x" * 5000] = "nee"
    (problem,) = refuse(form)
    assert problem.field == "toestemming." + "x" * 60


@pytest.mark.parametrize(
    "field", ["regio", "bron", "melder", "slachtoffer", "vorm", "toestemming", "inzet[1].org", "inzet[1].actie"]
)
@pytest.mark.parametrize("how", ["missing", "empty", "blank"])
def test_a_field_that_is_needed(refuse: Refuse, form: Form, field: str, how: str) -> None:
    place = form["inzet"][0] if "." in field else form
    name = field.rpartition(".")[2]
    if how == "missing":
        del place[name]
    else:
        place[name] = "" if how == "empty" else " \u200b\u200d\n "
    problems = {p.field: p.sentence for p in refuse(form)}
    if name == "toestemming" and how != "missing":
        assert "velden met een naam" in problems[field]
    else:
        assert ("dit ontbreekt en is nodig" if how == "missing" else "dit is leeg en is nodig") in problems[field]


@pytest.mark.parametrize("field", SHORTS)
def test_a_short_text_has_an_end(refuse: Refuse, read: Read, form: Form, field: str) -> None:
    read(form | {field: "é" * SHORT})
    assert lines(refuse(form | {field: "é" * (SHORT + 1)})) == [f"{field}: dit is te lang; hoogstens 200 tekens."]


@pytest.mark.parametrize("field", LONGS)
def test_a_long_text_has_an_end(refuse: Refuse, read: Read, form: Form, field: str) -> None:
    read(form | {field: "é" * LONG})
    assert lines(refuse(form | {field: "é" * (LONG + 1)})) == [f"{field}: dit is te lang; hoogstens 2000 tekens."]


def test_too_many_parties(refuse: Refuse, form: Form) -> None:
    assert lines(refuse(form | {"inzet": [{"org": "CSG", "actie": "x"}] * 41})) == [
        "inzet: dit zijn er te veel; hoogstens 40."
    ]
    assert lines(refuse(form | {"toestemming": {f"o{n}": "nee" for n in range(41)}})) == [
        "toestemming: dit zijn er te veel; hoogstens 40."
    ]


# Text stays text


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("field", [*SHORTS, *LONGS])
def test_text_is_kept_literally(read: Read, form: Form, field: str, text: str) -> None:
    (intake,) = read(form | {field: text})
    assert getattr(intake, IN_DOMAIN[field]) == text


@pytest.mark.parametrize("text", NASTY)
def test_text_is_kept_literally_inside(read: Read, form: Form, text: str) -> None:
    form["behoeften"] = dict.fromkeys(("veiligheid", "recht", "hulp", "herstel"), text)
    form["inzet"] = [{"org": text, "actie": text}]
    form["regiehouder"] = {"org": "CSG", "naam": text}
    (intake,) = read(form)
    assert intake.needs == tuple((area, text) for area in Area)
    assert intake.contributions == (Contribution(text, text),)
    assert intake.proposed_coordinator == f"{text} (CSG)"


@pytest.mark.parametrize(
    "sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\x1b\x07\u200b"
)
@pytest.mark.parametrize("field", [*SHORTS, *LONGS])
def test_signs_that_turn_text_around_are_removed(read: Read, form: Form, field: str, sign: str) -> None:
    (intake,) = read(form | {field: f"voor{sign}na{sign}"})
    assert getattr(intake, IN_DOMAIN[field]) == "voorna"


@given(st.text(max_size=SHORT))
def test_any_text_survives_a_second_reading(directory: Directory, text: str) -> None:
    form = {
        "regio": "DH", "bron": "CSG", "melder": "zelf", "slachtoffer": "vrouw", "vorm": "offline",
        "contact": text, "toestemming": {"CSG": "ja"},
    }  # fmt: skip
    (once,) = read_intakes(json.dumps(form).encode(), directory, NOW)
    (twice,) = read_intakes(json.dumps(form | {"contact": once.contact}).encode(), directory, NOW)
    assert once == twice
    canonical(once).decode()


# All or nothing, and everything at once


def test_one_bad_intake_spoils_the_list(refuse: Refuse, forms: list[Form]) -> None:
    forms[1]["regio"] = "Utrecht"
    assert lines(refuse(forms)) == ["intake 2, regio: dit ken ik niet. Bekend: Den Haag, Oost-Brabant."]


def test_all_problems_are_told_at_once(refuse: Refuse, forms: list[Form]) -> None:
    del forms[0]["bron"]
    forms[0]["online"] = "ja"
    forms[1] |= {"regio": "Utrecht", "regiehouder": {"org": "OM"}, "gemeld_op": "2062-01-01T00:00"}
    forms[1]["toestemming"]["GGD"] = "nee"
    forms[2]["inzet"][1]["org"] = 3
    fields = [problem.field for problem in refuse([*forms, 3])]
    assert fields == [
        "intake 1, bron", "intake 1, online", "intake 2, regio", "intake 2, toestemming.GGD",
        "intake 2, regiehouder.org", "intake 2, gemeld_op", "intake 3, inzet[2].org", "intake 4",
    ]  # fmt: skip


def test_a_problem_reads_as_one_line() -> None:
    assert str(Problem("regio", "dit ken ik niet.")) == "regio: dit ken ik niet."
    assert str(Problem("", "dit bestand is leeg.")) == "dit bestand is leeg."
    assert "geheim" not in str(FormError([Problem("geheim", "dit ken ik niet.")]))


# The same intake twice


def test_the_same_file_twice_is_the_same_intake(directory: Directory, form: Form) -> None:
    data = json.dumps(form).encode()
    (one,), (two,) = (read_intakes(data, directory, NOW + timedelta(hours=n)) for n in range(2))
    assert one.reported_at != two.reported_at
    assert canonical(one) == canonical(two)
    assert identity(one) == identity(two)


def test_order_space_and_names_of_organisations_do_not_make_it_another(read: Read, form: Form) -> None:
    (one,) = read(form)
    turned = dict(reversed(form.items())) | {"regio": "dh", "contact": form["contact"] + " \n"}
    turned["inzet"][0]["org"] = "Centrum Seksueel Geweld"
    (two,) = read(json.dumps(turned, indent=4).encode())
    assert canonical(one) == canonical(two)


@pytest.mark.parametrize("field", [*SHORTS, *LONGS])
def test_a_changed_text_is_another_content(read: Read, form: Form, field: str) -> None:
    (one,), (two,) = read(form), read(form | {field: "iets anders"})
    assert canonical(one) != canonical(two)
    assert (identity(one) == identity(two)) == (field != "id")


def test_an_intake_of_before_its_kind_was_asked_is_still_the_same(read: Read, form: Form) -> None:
    (one,), (two,) = read(form), read(form | {"soort_zaak": "stalking"})
    assert b"case_kind" not in canonical(one)
    assert canonical(read(form | {"soort_zaak": ""})[0]) == canonical(one)
    assert canonical(two) != canonical(one)
    assert (one.case_kind, two.case_kind) == ("", "stalking")


def test_without_a_reference_all_of_it_is_the_identity(read: Read, form: Form) -> None:
    del form["id"]
    (one,), (two,) = read(form), read(form | {"contact": "iets anders"})
    assert identity(one) == canonical(one)
    assert identity(one) != identity(two)


def test_the_same_reference_in_another_region_is_another_intake(read: Read, forms: list[Form]) -> None:
    forms[1]["id"] = forms[0]["id"]
    one, two, _ = read(forms)
    assert identity(one) != identity(two)


def test_the_schema_names_every_field() -> None:
    schema = json.loads(json_schema())
    assert set(schema["properties"]) == set(IntakeForm.model_fields)
    assert set(schema["required"]) == {"regio", "bron", "melder", "slachtoffer", "vorm", "toestemming"}
    assert schema["additionalProperties"] is False
    assert all({"title", "$ref", "allOf"} & part.keys() for part in schema["properties"].values())
