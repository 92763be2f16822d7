"""Starts the real bot and pulls the plug at a planned point: `CRASH_PLAN="answer sent:3:0"` is its third call.

Without a plan it is the bot, unchanged. With a fault (`CRASH_FAULT`) it is a bot that does not survive a kill, to see
that the storm finds out. The product itself knows nothing of this.
"""

import asyncio
import functools
import importlib
import inspect
import os
import signal
import sys
import uuid
from collections.abc import Callable
from typing import Any

from bot.__main__ import main
from tests.crash.points import Moment, Plan

PLAN, FAULT = "CRASH_PLAN", "CRASH_FAULT"
SAID = "pulled the plug: "


class Plug:
    """Counts the calls of one function and kills this process in the planned one."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._calls = 0

    def arm(self) -> None:
        """Wrap the function, and the one within which is counted."""
        _wrap(self._plan.point.function, self._watched)
        if self._plan.point.within:
            _wrap(self._plan.point.within, self._counted_anew)

    def _due(self) -> bool:
        self._calls += 1
        return self._calls == self._plan.call

    def _pull(self) -> None:
        os.write(2, f"{SAID}{self._plan}\n".encode())
        os.kill(os.getpid(), signal.SIGKILL)

    def _begins(self) -> None:
        moment = self._plan.point.moment
        if moment is Moment.AFTER or not self._due():
            return
        if moment is Moment.BEFORE:
            self._pull()
        asyncio.get_running_loop().call_later(self._plan.after_ms / 1000, self._pull)

    def _ends(self, result: object) -> None:
        point = self._plan.point
        if point.moment is Moment.AFTER and (result or not point.fruitful) and self._due():
            self._pull()

    def _watched(self, function: Callable[..., Any]) -> Callable[..., Any]:
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def call_later(*args: Any, **kwargs: Any) -> Any:
                self._begins()
                result = await function(*args, **kwargs)
                self._ends(result)
                return result

            return call_later

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            self._begins()
            result = function(*args, **kwargs)
            self._ends(result)
            return result

        return call

    def _counted_anew(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        async def call(*args: Any, **kwargs: Any) -> Any:
            self._calls = 0
            return await function(*args, **kwargs)

        return call


def find(where: str) -> tuple[Any, str, Callable[..., Any]]:
    """Find a function by `module:Class.name`; give what holds it, its name there, and itself."""
    module, _, path = where.partition(":")
    holder: Any = importlib.import_module(module)
    *outer, name = path.split(".")
    for part in outer:
        holder = getattr(holder, part)
    return holder, name, getattr(holder, name)


def _wrap(where: str, wrapper: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    holder, name, function = find(where)
    setattr(holder, name, wrapper(function))


def _new_transaction_each_time(function: Callable[..., Any]) -> Callable[..., Any]:
    async def put(self: Any, where: str, *rest: Any, **more: Any) -> Any:
        again = f"-{uuid.uuid4().hex}" if "/send/" in where else ""
        return await function(self, where + again, *rest, **more)

    return put


def _token_first(function: Callable[..., Any]) -> Callable[..., Any]:
    async def take_in(self: Any, batch: dict[str, Any], *rest: Any, **more: Any) -> Any:
        async with self._open_work() as work:
            await work.events.keep_token(batch["next_batch"])
            await work.commit()
        return await function(self, batch, *rest, **more)

    return take_in


FAULTS = {
    "new transaction each time": ("bot.matrix.wire:Wire.put", _new_transaction_each_time),
    "token first": ("bot.matrix.sync:Sync._take_in", _token_first),  # as stock nio does (rule 15)
}

if __name__ == "__main__":
    if fault := os.environ.get(FAULT):
        _wrap(*FAULTS[fault])
    if plan := os.environ.get(PLAN):
        Plug(Plan.read(plan)).arm()
    sys.exit(main())
