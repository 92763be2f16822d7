"""A fresh stage for every test."""

import pytest

from tests.commands.stage import Stage


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()
