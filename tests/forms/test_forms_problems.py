"""Every mistake that the models can find has a Dutch sentence, and no sentence holds what was typed."""

import contextlib
import copy
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from bot.domain.people import Directory
from bot.forms.directory import DirectoryFile, read_directory
from bot.forms.intake import read_intakes
from bot.forms.intake_form import IntakeForm
from bot.forms.problems import MOST_PROBLEMS, FormError, Problem, problems_of
from bot.settings import Settings

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
TYPED = "Zq7wachtwoord"
ENGLISH = re.compile(
    r"\b(should|must|input|valid|invalid|expected|field|required|string|list|dictionary|greater|less|than|value|error"
    r"|the|is not|permitted|extra|object|unable|characters|item|items|or)\b",
    re.IGNORECASE,
)
WRONG: list[Any] = [
    None, True, 7, -7, 7.5, float("nan"), float("inf"), 10**30, "", " ", TYPED, TYPED * 1000, "\ud800", b"x", [], {},
    [TYPED], [None], [7], [[TYPED]], {TYPED: TYPED}, {"org": 7}, [{TYPED: 7}], [TYPED] * 200,
    {f"{TYPED}{n}": "ja" for n in range(200)}, date(2026, 11, 23), time(9), "25:99", "08:30+02:00", "2026-11-23",
    object(),
]  # fmt: skip
FORMS: list[tuple[type[BaseModel], dict[str, Any]]] = [
    (
        IntakeForm,
        {
            **dict.fromkeys(IntakeForm.model_fields, ""),
            "behoeften": {"veiligheid": "", "recht": "", "hulp": "", "herstel": ""},
            "toestemming": {"CSG": "ja"},
            "inzet": [{"org": "CSG", "actie": "bellen"}],
            "regiehouder": {"org": "CSG", "naam": "M. Voorbeeld"},
        },
    ),
    (
        DirectoryFile,
        {
            "regio": [{"code": "DH", "naam": "Den Haag", "mdt_tijd": "09:00"}],
            "organisatie": [{"sleutel": "CSG", "naam": "CSG", "aliassen": ["c"], "mdt": True, "regie": True}],
            "persoon": [
                {"matrix": "@a:b.nl", "naam": "A", "organisatie": "CSG", "regios": ["DH"], "rollen": ["professional"],
                 "taal": "nl"}
            ],
        },
    ),
    (
        Settings,
        {
            "matrix": {"homeserver": "https://b.nl", "user": "@a:b.nl", "device_id": "A"},
            "opslag": {"data_map": "data", "database": "sqlite+aiosqlite:///x.db"},
            "geheimen": {"hoofdsleutel_bestand": "a", "toegang_bestand": "b", "crypto_sleutel_bestand": "c",
                         "wachtwoord_bestand": "d"},
            "tijden": {"dagoverzicht": "08:30", "herinneringen": ["08:30"], "werkdagen": ["ma"], "feestdagen": True,
                       "kaart_na_toetreden": 3},
            "mdt": {"waarschuw_uren_vooraf": 4, "waarschuw_vanaf": "08:00", "waarschuw_tot": "20:00"},
            "adresboek": {"bestand": "x"},
            "base": Path(),
        },
    ),
]  # fmt: skip


def places(value: Any, here: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if here:
        yield here
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inner:
        yield from places(part, (*here, name))


def changed(form: Any, place: tuple[str | int, ...], wrong: Any) -> Any:
    result = copy.deepcopy(form)
    at = result
    for part in place[:-1]:
        at = at[part]
    at[place[-1]] = wrong
    return result


def found(model: type[BaseModel], form: Any) -> list[Problem]:
    try:
        model.model_validate(form)
    except ValidationError as error:
        return problems_of(error, model)
    return []


def held_to_the_rules(problems: list[Problem]) -> None:
    for problem in problems:
        assert problem.sentence != "dit klopt niet.", problem
        assert TYPED.casefold() not in problem.sentence.casefold()
        about = re.sub(r"bijvoorbeeld .*|bedoelt u .*|kies uit: .*", "", problem.sentence)
        assert not ENGLISH.search(about), problem
        assert problem.sentence.endswith((".", "?"))
    assert len({problem.field for problem in problems}) == len(problems)


CASES = [
    pytest.param(model, form, place, id=f"{model.__name__}-{'.'.join(map(str, place))}")
    for model, form in FORMS
    for place in places(form)
    if place != ("base",)
]


@pytest.mark.parametrize(("model", "form", "place"), CASES)
def test_every_wrong_value_everywhere(model: type[BaseModel], form: Any, place: tuple[str | int, ...]) -> None:
    told = [found(model, changed(form, place, wrong)) for wrong in WRONG]
    assert any(told)
    for problems in told:
        held_to_the_rules(problems)


@pytest.mark.parametrize(("model", "form", "place"), CASES)
def test_every_missing_and_every_extra_field(model: type[BaseModel], form: Any, place: tuple[str | int, ...]) -> None:
    without = changed(form, place, None)
    parent: Any = without
    for part in place[:-1]:
        parent = parent[part]
    del parent[place[-1]]
    held_to_the_rules(found(model, without))
    if isinstance(place[-1], str):
        extra = found(model, changed(form, (*place[:-1], TYPED), TYPED))
        held_to_the_rules(extra)
        assert any(TYPED in problem.field for problem in extra), "the field is named as it was typed"


def test_a_wrong_choice_gets_the_nearest() -> None:
    model, form = FORMS[1]
    (problem,) = found(model, changed(form, ("persoon", 0, "rollen"), ["profesional"]))
    assert str(problem) == (
        "persoon[1].rollen[1]: bedoelt u professional? kies uit: professional, regiehouder, voorzitter, "
        "plaatsvervanger, beheerder, auditor; "
        'bijvoorbeeld "professional".'
    )


def test_what_is_missing_comes_with_an_example() -> None:
    problems = {problem.field: problem.sentence for problem in found(IntakeForm, {})}
    assert problems["regio"] == 'dit ontbreekt en is nodig, bijvoorbeeld "Den Haag".'
    assert problems["toestemming"] == 'dit ontbreekt en is nodig, bijvoorbeeld {"CSG": "ja", "OM": "nee"}.'


def test_a_wrong_file_does_not_give_thousands_of_lines() -> None:
    problems = found(IntakeForm, {f"veld{n}": 1 for n in range(5000)})
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1] == Problem("", "er zijn er meer; dit zijn de eerste 50.")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=15,
)
KEYS = st.sampled_from(sorted(IntakeForm.model_fields)) | st.text(max_size=8)


@given(JSON | st.dictionaries(KEYS, JSON, max_size=8) | st.lists(st.dictionaries(KEYS, JSON, max_size=4), max_size=3))
def test_any_json_is_read_or_refused(directory: Directory, value: Any) -> None:
    refused_at_most(json.dumps(value).encode(), directory)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(directory: Directory, data: bytes) -> None:
    refused_at_most(data, directory)
    with contextlib.suppress(FormError):
        read_directory(data)


def refused_at_most(data: bytes, directory: Directory) -> None:
    problems: list[Problem] = []
    try:
        intakes = read_intakes(data, directory, NOW)
    except FormError as error:
        intakes, problems = [], error.problems
    assert intakes or problems
    for problem in problems:
        str(problem).encode()
