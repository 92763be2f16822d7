"""The demo's directory and intakes: what a good file looks like, to be made worse by each test."""

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.domain.case import Intake
from bot.domain.people import Directory
from bot.forms.directory import read_directory
from bot.forms.intake import read_intakes
from bot.forms.problems import FormError, Problem

DEMO = Path(__file__).parents[2] / "bot" / "demo"
NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)

Form = dict[str, Any]
Read = Callable[[Any], list[Intake]]
Refuse = Callable[[Any], list[Problem]]


@pytest.fixture(scope="session")
def directory() -> Directory:
    return read_directory((DEMO / "adresboek.toml").read_bytes())


@pytest.fixture
def forms() -> list[Form]:
    return [copy.deepcopy(form) for form in json.loads((DEMO / "intakes.json").read_text())]


@pytest.fixture
def form(forms: list[Form]) -> Form:
    return forms[0]


@pytest.fixture(scope="session")
def read(directory: Directory) -> Read:
    """Read bytes, or anything else as JSON."""

    def reads(value: Any) -> list[Intake]:
        return read_intakes(value if isinstance(value, bytes) else json.dumps(value).encode(), directory, NOW)

    return reads


@pytest.fixture(scope="session")
def refuse(read: Read) -> Refuse:
    """Give the problems of a form that must be refused."""

    def refuses(value: Any) -> list[Problem]:
        with pytest.raises(FormError) as caught:
            read(value)
        assert caught.value.problems
        return caught.value.problems

    return refuses
