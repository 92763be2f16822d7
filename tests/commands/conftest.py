"""A fresh stage, and a fresh chat, for every test."""

import pytest

from tests.commands.chat import Chat
from tests.commands.stage import Stage


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


@pytest.fixture
async def chat() -> Chat:
    return await Chat().set_up()
