"""One real Synapse for the whole session, and people with real clients."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import hypothesis
import pytest
from xdist.scheduler import LoadFileScheduling

from bot.demo.homeserver import Homeserver
from bot.demo.people import Professional

hypothesis.settings.register_profile("default", max_examples=60, deadline=None)
hypothesis.settings.register_profile("soak", max_examples=2_000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

PASSWORD = "wachtwoord"
PLAYED = {f"tests/end_to_end/test_{name}.py" for name in ("bad_input", "emoji", "intruder", "main_job")}
"""Files whose tests look at one demo that was played: in one process it is played once."""
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Account:
    user_id: str
    password: str = PASSWORD


MakeAccount = Callable[[str], Awaitable[Account]]
MakePerson = Callable[[str], Awaitable[Professional]]


class ByFile(LoadFileScheduling):  # type: ignore[misc]  # pytest-xdist publishes no types
    """Gives the files to the processes one by one, those around the demo together."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "played" if file in PLAYED else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    return ByFile(config, log)


@pytest.fixture(scope="session")
async def homeserver(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Homeserver]:
    async with Homeserver(tmp_path_factory.mktemp("synapse")) as server:
        yield server


@pytest.fixture
def account(homeserver: Homeserver) -> MakeAccount:
    """Make an account with a name of its own, so that tests do not meet."""

    async def make(name: str) -> Account:
        return Account(await homeserver.register(f"{name}{next(_numbers)}", PASSWORD, displayname=name.title()))

    return make


@pytest.fixture
async def person(homeserver: Homeserver, account: MakeAccount) -> AsyncIterator[MakePerson]:
    """Make an account and log in with a client that joins what it is invited to."""
    people: list[Professional] = []

    async def make(name: str) -> Professional:
        made = await account(name)
        people.append(await Professional.login(homeserver.url, made.user_id, made.password))
        return people[-1]

    yield make
    await asyncio.gather(*(p.close() for p in people))
