"""Being killed in the middle, for the state machines: nothing of what ran goes on afterwards."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class KilledError(BaseException):
    """As SIGKILL: nothing catches it."""


def survives(runner: asyncio.Runner, doing: Coroutine[Any, Any, object]) -> bool:
    """Run something in which the bot may be killed; tell whether it was not."""
    try:
        runner.run(doing)
    except KilledError:
        runner.run(_end_everything())
        return False
    return True


async def _end_everything() -> None:
    """What ran beside it died with the process."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
