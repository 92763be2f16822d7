"""Every field of every form, with everything that does not belong there. A new field is walked over by itself."""

import copy
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel

from bot.domain.case import Intake
from bot.domain.people import Directory
from bot.forms.directory import DirectoryFile, read_directory
from bot.forms.files import read_json, read_toml
from bot.forms.intake import canonical, read_intakes
from bot.forms.intake_form import IntakeForm
from bot.forms.problems import FormError, Problem
from bot.settings import Settings, load_settings

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
Place = tuple[str | int, ...]
Reader = Callable[[Any], object]

LONG_TEXT, WORD, NUMBER = "x" * 100_000, "Zeergeheimwoord", 7351953
WRONG: list[Any] = [
    None, 3, [], {}, LONG_TEXT, True, -1, 1.5, WORD, NUMBER, "", " ", [None], [WORD], {WORD: WORD}, [[WORD]], "\u202e",
    {"a": {"b": {WORD: NUMBER}}}, [{WORD: NUMBER}],
]  # fmt: skip
ENGLISH = re.compile(
    r"\b(the|should|be|valid|input|must|field|at|least|than|string|value|required|error|type|expected|greater|less|"
    r"instance|dictionary|list|number|integer|boolean|character|characters|permitted|found|missing|extra)\b",
    re.IGNORECASE,
)

INTAKE: dict[str, Any] = {
    "id": "DH-DEMO-01", "regio": "Den Haag", "bron": "CSG", "melder": "slachtoffer", "relatie": "zelf",
    "slachtoffer": "vrouw, 27", "betreft": "slachtoffer", "minderjarig": False, "leeftijd": 27,
    "wie_besliste": "beiden", "vorm": "offline", "online": False, "acuut": "<24u", "laatste": "gisteren",
    "gemeld_op": "2026-11-23T09:15",
    "veiligheid_nu": "veilig", "kindcheck": "geen", "behoeften": dict.fromkeys(("veiligheid", "recht", "hulp"), "-"),
    "wensen": "rust", "betrokkenen": "huisarts", "contact": "bellen", "toestemming": {"CSG": "ja", "VT": "nee"},
    "inzet": [{"org": "CSG", "actie": "bellen"}], "regiehouder": {"org": "CSG", "naam": "M. Voorbeeld"},
    "melder_mogelijk_familie_verdachte": False, "soort_zaak": "stalking",
}  # fmt: skip
INTAKE["behoeften"]["herstel"] = "later"
DIRECTORY: dict[str, Any] = {
    "regio": [{"code": "DH", "naam": "Den Haag", "mdt_tijd": "09:00"}],
    "organisatie": [
        {
            "sleutel": "CSG",
            "naam": "Centrum",
            "aliassen": ["centrum sg"],
            "mdt": True,
            "regie": True,
            "telefoon": "0900-0101",
            "open": ["ma-vr 09:00-17:00"],
            "crisis": "112",
            "grenzen": "alleen advies",
        },
    ],
    "persoon": [
        {
            "matrix": "@anna:voorbeeld.nl",
            "naam": "Anna",
            "organisatie": "CSG",
            "regios": ["DH"],
            "rollen": ["professional"],
            "taal": "nl",
        },
    ],
}
SETTINGS: dict[str, Any] = {
    "matrix": {
        "homeserver": "https://matrix.voorbeeld.nl",
        "user": "@bot:voorbeeld.nl",
        "device_id": "REGIEKAMER",
        "trust": "confirmed",
    },
    "opslag": {"data_map": "data", "database": "sqlite+aiosqlite:///x.db"},
    "geheimen": {
        "hoofdsleutel_bestand": "a",
        "toegang_bestand": "b",
        "crypto_sleutel_bestand": "c",
        "wachtwoord_bestand": "d",
    },
    "tijden": {
        "dagoverzicht": "08:30",
        "herinneringen": ["08:30"],
        "werkdagen": ["ma"],
        "feestdagen": True,
        "kaart_na_toetreden": 3.0,
    },
    "mdt": {
        "waarschuw_uren_vooraf": 4,
        "waarschuw_vanaf": "08:00",
        "waarschuw_tot": "20:00",
        "vertegenwoordigers_vooraf": 60,
        "agenda_om": "08:30",
        "herinnering_minuten": 15,
        "te_laat_na_werkdagen": 2,
        "minuten_nieuw": 8,
        "minuten_terug": 5,
        "minuten_loopt": 3,
        "seintje_tijd_om": True,
    },
    "regie": {
        "opnieuw_na_uren": 2,
        "vervanger_na_uren": 4,
        "voorzitter_na_uren": 4,
        "werkdag_van": "08:00",
        "werkdag_tot": "18:00",
        "stilstand_na_dagen": 10,
    },
    "adresboek": {"bestand": "adresboek.toml"},
    "herinneringen": {
        "stil_vanaf": "20:00",
        "stil_tot": "07:00",
        "regiehouder_na_werkdagen": 2,
        "voorzitter_na_werkdagen": 4,
        "detail": "codes",
        "strak_bij": ["stalking"],
        "strak_dagen": 14,
        "regio": [
            {"code": "DH", "regiehouder_na_werkdagen": 1, "voorzitter_na_werkdagen": 3, "detail": "titels"},
        ],
    },
    "toestemming": {"leeftijdsgroepen": [{"tot": 12, "beslist": "ouder of voogd"}]},
    "grondslagen": {"bestand": "grondslagen.toml"},
    "privacy": {"protocol": "protocol.txt", "ingaat_na_dagen": 7},
}
SAMPLES: dict[str, tuple[type[BaseModel], dict[str, Any]]] = {
    "intake": (IntakeForm, INTAKE),
    "adresboek": (DirectoryFile, DIRECTORY),
    "instellingen": (Settings, SETTINGS),
}


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """Every place in a sample, the outermost first."""
    if here:
        yield here
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, deeper in inner:
        yield from places(deeper, (*here, part))


def with_value(sample: Any, place: Place, value: Any) -> Any:
    changed = copy.deepcopy(sample)
    target = changed
    for part in place[:-1]:
        target = target[part]
    target[place[-1]] = value
    return changed


def forms_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from forms_in(argument)


def missing_from(model: type[BaseModel], sample: dict[str, Any]) -> set[str]:
    names = {info.alias or name: info for name, info in model.model_fields.items() if not info.exclude}
    missing = set(names) ^ set(sample)
    for name in set(names) & set(sample):
        for inner in forms_in(names[name].annotation):
            part = sample[name][0] if isinstance(sample[name], list) else sample[name]
            missing |= {f"{name}.{deeper}" for deeper in missing_from(inner, part)}
    return missing


@pytest.fixture(scope="module")
def readers(directory: Directory, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reader]:
    """Read a form from values, also ones that TOML cannot write: what comes out of the parser is replaced."""
    file = tmp_path_factory.mktemp("instellingen") / "regiekamer.toml"
    file.write_text("x = 1")

    def read_settings(value: Any) -> object:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("bot.settings.read_toml", lambda _: value)
            return load_settings(file)

    def read_people(value: Any) -> object:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("bot.forms.directory.read_toml", lambda _: value)
            return read_directory(b"x = 1")

    return {
        "intake": lambda value: read_intakes(json.dumps(value).encode(), directory, NOW),
        "adresboek": read_people,
        "instellingen": read_settings,
    }


def problems_with(reader: Reader, value: Any) -> list[Problem]:
    try:
        reader(value)
    except FormError as error:
        return error.problems or [Problem("", "a refusal without a reason")]
    return []


def check_dutch(problem: Problem) -> None:
    """A sentence with an end, in Dutch, that says more than "no"; on one line, whoever made the file."""
    # Examples stand between quotes; the words there are ours to choose and need not be Dutch.
    text = re.sub(r'"[^"]*"', "", problem.sentence)
    assert len(problem.sentence) > 10
    assert problem.sentence[-1] in ".?", problem.sentence
    assert problem.sentence != "dit klopt niet.", problem.field
    assert not ENGLISH.search(text.replace("first-use", "")), problem.sentence
    assert not [c for c in str(problem) if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} or c == "\u202e"]


ALL_PLACES = [(form, place) for form, (_, sample) in SAMPLES.items() for place in places(sample)]


def name_of(value: object) -> str:
    return ".".join(map(str, value)) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("form", SAMPLES)
def test_the_samples_are_good_and_have_every_field(readers: dict[str, Reader], form: str) -> None:
    model, sample = SAMPLES[form]
    assert missing_from(model, sample) == set()
    assert problems_with(readers[form], sample) == []


@pytest.mark.parametrize(("form", "place"), ALL_PLACES, ids=name_of)
def test_a_wrong_value_is_told_in_dutch_and_not_repeated(readers: dict[str, Reader], form: str, place: Place) -> None:
    _, sample = SAMPLES[form]
    refused = 0
    for value in WRONG:
        problems = problems_with(readers[form], with_value(sample, place, value))
        refused += bool(problems)
        for problem in problems:
            check_dutch(problem)
            assert WORD.lower() not in problem.sentence.lower()
            assert str(NUMBER) not in problem.sentence
            assert "xxx" not in problem.sentence
            assert len(str(problem)) < 400
    assert refused >= 5


@pytest.mark.parametrize(("form", "place"), [p for p in ALL_PLACES if isinstance(p[1][-1], str)], ids=name_of)
def test_the_problem_names_the_place(readers: dict[str, Reader], form: str, place: Place) -> None:
    _, sample = SAMPLES[form]
    expected = ""
    for part in place:
        expected += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if expected else part
    (problem,) = problems_with(readers[form], with_value(sample, place, {WORD: [WORD]}))[:1]
    assert problem.field.startswith(expected)


# Anything at all

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.text(st.characters(), max_size=5),
    st.sampled_from(["ja", "nee", "CSG", "DH", "Den Haag", "2026-11-23T09:15", "0001-01-01T00:00+23:59", "08:30"]),
)  # fmt: skip
names = st.one_of(st.text(st.characters(), max_size=8), st.sampled_from([*INTAKE, *DIRECTORY, *SETTINGS, "org"]))
anything = st.recursive(
    scalars, lambda deeper: st.lists(deeper, max_size=4) | st.dictionaries(names, deeper), max_leaves=12
)


def check_intakes(read: object) -> None:
    assert isinstance(read, list)
    for intake in read:
        assert isinstance(intake, Intake)
        canonical(intake).decode()


@given(anything)
def test_any_json_is_an_intake_or_is_refused(readers: dict[str, Reader], value: Any) -> None:
    for problem in problems_with(readers["intake"], value):
        check_dutch(problem)


@given(st.sampled_from(list(places(INTAKE))), anything)
@example(("gemeld_op",), "0001-01-01T00:00+23:59")
@example(("gemeld_op",), "9999-12-31T23:59-23:59")
@example(("toestemming", "CSG"), "\ud800")
def test_an_intake_with_anything_anywhere(directory: Directory, place: Place, value: Any) -> None:
    data = json.dumps(with_value(INTAKE, place, value)).encode()
    try:
        check_intakes(read_intakes(data, directory, NOW))
    except FormError as error:
        for problem in error.problems:
            check_dutch(problem)


@given(st.sampled_from(["adresboek", "instellingen"]), st.data(), anything)
def test_a_toml_form_with_anything_anywhere(
    readers: dict[str, Reader], form: str, data: st.DataObject, value: Any
) -> None:
    _, sample = SAMPLES[form]
    place = data.draw(st.sampled_from(list(places(sample))))
    for problem in problems_with(readers[form], with_value(sample, place, value)):
        check_dutch(problem)


@given(st.one_of(st.binary(), st.text().map(str.encode), st.text('{}[]":,0123456789eE.-+tfn\\u \n').map(str.encode)))
@example(b'"\\ud800"')
@example(b"-")
def test_any_bytes_are_a_file_or_are_refused(directory: Directory, data: bytes) -> None:
    readers: list[Callable[[bytes], object]] = [
        read_json,
        read_toml,
        read_directory,
        lambda data: check_intakes(read_intakes(data, directory, NOW)),
    ]
    for read in readers:
        try:
            read(data)
        except FormError as error:
            for problem in error.problems:
                check_dutch(problem)


@pytest.mark.parametrize("form", SAMPLES)
def test_a_thousand_unknown_fields_are_told_shortly(readers: dict[str, Reader], form: str) -> None:
    _, sample = SAMPLES[form]
    problems = problems_with(readers[form], sample | {f"onbekend{n}": n for n in range(10_000)})
    assert 1 < len(problems) <= 60


@pytest.mark.parametrize("name", ["adresboek.toml", "intakes.json"])
def test_the_demo_files_are_within_every_limit(name: str) -> None:
    data = (Path(__file__).parents[2] / "bot" / "demo" / name).read_bytes()
    assert (read_toml if name.endswith("toml") else read_json)(data)
