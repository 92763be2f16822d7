"""Being killed between two steps of a command, and what the homeserver shows of the bot afterwards."""

import inspect
import operator
from types import ModuleType
from typing import Any

import pytest

from bot.demo.stage import BOT, Stage
from bot.matrix.wire import CLIENT

ME = f"@{BOT}:regiekamer.test"


class KilledError(BaseException):
    """As SIGKILL: nothing catches it."""


def kill_after(patched: pytest.MonkeyPatch, module: ModuleType, step: str) -> None:
    """Let a step of a command happen ("name", or "name 2" for its second time), and nothing after it."""
    name, _, count = step.partition(" ")
    where = f"{module.__name__}.{name}"
    original: Any = operator.attrgetter(name)(module)
    left = int(count or 1)

    def ran(result: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            raise KilledError
        return result

    async def step_async(*given: Any, **named: Any) -> Any:
        return ran(await original(*given, **named))

    def step_sync(*given: Any, **named: Any) -> Any:
        return ran(original(*given, **named))

    patched.setattr(where, step_async if inspect.iscoroutinefunction(original) else step_sync)


def token_of(stage: Stage) -> str:
    return (stage.folder / "geheim" / "toegang").read_text().strip()


async def shown(stage: Stage) -> dict[str, Any]:
    """Ask the homeserver what it shows of the bot."""
    where = f"{CLIENT}/keys/query"
    return await stage.homeserver.call("POST", where, {"device_keys": {ME: []}}, token_of(stage))


async def devices(stage: Stage) -> set[str]:
    listed = await stage.homeserver.call("GET", f"{CLIENT}/devices", token=token_of(stage))
    return {device["device_id"] for device in listed["devices"]}


def identity_in(answer: dict[str, Any]) -> list[Any]:
    return [answer[f"{usage}_keys"][ME]["keys"] for usage in ("master", "self_signing", "user_signing")]


async def is_whole(stage: Stage, identity: list[Any]) -> bool:
    """Whether this identity is there, with one device, signed by it."""
    answer = await shown(stage)
    (device,) = await devices(stage)
    (self_signing,) = answer["self_signing_keys"][ME]["keys"].values()
    signatures = answer["device_keys"][ME][device]["signatures"][ME]
    return identity_in(answer) == identity and f"ed25519:{self_signing}" in signatures
