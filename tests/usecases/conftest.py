"""A stage, and a homeserver in memory whose answers can be held up or refused (tests/fake_rooms.py)."""

import pytest

from tests.commands.stage import Stage
from tests.usecases.scene import Scene, new_scene


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


@pytest.fixture
async def installed() -> Scene:
    """A scene with every room an installation has, none of them made yet."""
    return await new_scene(everything=True)
