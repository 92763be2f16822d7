"""As in production: nobody reads anything before somebody confirmed who they are (e2ee rule 7)."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo.people import Professional
from bot.demo.stage import INTAKES, Stage
from bot.domain.trust import TrustMode, groups
from bot.matrix.crypto import Crypto
from bot.matrix.identity import Identity, upload_body
from bot.matrix.wire import CLIENT
from tests.end_to_end.conftest import answer
from tests.enrolled import enrol_all
from tests.here import here

SECRET = "pleger kent adres"
NAMES = ("beheer", "marieke", "hanna", "joost")


def last_groups(person: Professional) -> str:
    """What this person reads aloud: the last two groups of their own key."""
    assert person.keyring.identity is not None
    return " ".join(groups(person.keyring.identity.public("master"))[-2:])


@dataclass
class Strict:
    """A bot that believes nobody yet, and a case."""

    stage: Stage
    code: str
    room: str

    def __getattr__(self, name: str) -> Professional:
        return self.stage.people[name]

    @property
    def admins(self) -> str | None:
        return self.stage.people["beheer"].room_named("Beheer")


@pytest.fixture(scope="module")
async def strict(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Strict]:
    folder = tmp_path_factory.mktemp("strict")
    async with Stage(folder) as stage:
        stage.trust = TrustMode.CONFIRMED
        await stage.make_accounts()
        stage.write_settings()
        file = folder / "intake.json"
        file.write_text(json.dumps([i for i in json.loads(INTAKES.read_bytes()) if i["id"] == "DH-DEMO-01"]))
        for command in (("setup",), ("adresboek",), ("check",)):
            ran = await here(stage.settings, *command)
            assert ran.code == 0, ran.output
        assert "vertrouwen (confirmed): 0 van" in ran.output
        await enrol_all(stage.settings)
        await stage.start_bot()
        await stage.log_in(NAMES)
        ran = await here(stage.settings, "intake", str(file))
        [code] = re.findall(r"^(DH-\w{4}):", ran.output, re.MULTILINE)
        for name in NAMES[1:]:
            room = await stage.people[name].wait_room(code, seconds=40)
        await stage.people["beheer"].wait_room("Beheer")
        yield Strict(stage, code, room)


async def test_nobody_reads_before_anybody_was_confirmed(strict: Strict) -> None:
    await strict.marieke.say(strict.room, "!acties")
    await asyncio.sleep(3)
    for name in NAMES:
        assert not [m for m in strict.stage.people[name].messages() if m.sender.startswith("@regiekamer")]


async def test_the_first_administrator_is_confirmed_on_the_machine(strict: Strict) -> None:
    beheer = strict.beheer
    ran = await strict.stage.command("vertrouw", beheer.user_id)
    assert ran.code == 0
    assert "____ ____" in ran.output
    assert last_groups(beheer) not in ran.output
    wrong = await here(strict.stage.settings, "vertrouw", "beheer", "bevestig", "zomaarX")
    assert wrong.code == 1
    assert "Er is niets bevestigd" in wrong.output
    right = await here(strict.stage.settings, "vertrouw", beheer.user_id, "bevestig", *last_groups(beheer).split())
    assert right.code == 0, right.output
    listed = await beheer.wait_text("Voor het eerst gezien", room_id=strict.admins, seconds=30)
    assert "bevestigt" in listed.body
    overview = await here(strict.stage.settings, "vertrouw")
    assert "1 mensen kunnen meelezen" in overview.output or "1 persoon" in overview.output


async def test_an_administrator_confirms_the_others_after_comparing(strict: Strict) -> None:
    beheer, marieke = strict.beheer, strict.marieke
    shown = await answer(beheer, strict.admins, f"!vertrouw {marieke.user_id}", says="____ ____")
    assert last_groups(marieke) not in shown.body
    await answer(beheer, strict.admins, "!vertrouw @marieke bevestig aaaa bbb", says="niets bevestigd")
    right = f"!vertrouw @marieke bevestig {last_groups(marieke)}"
    await answer(beheer, strict.admins, right, says="leest vanaf nu mee")
    card = await marieke.wait_text(SECRET, room_id=strict.room, seconds=30)
    assert card.body.startswith(strict.code)
    assert (await answer(marieke, strict.room, "!acties")).body.startswith(strict.code)
    assert SECRET not in strict.hanna.readable(), "Hanna was not confirmed"


async def test_a_member_who_is_confirmed_later_gets_the_card_again(strict: Strict) -> None:
    right = f"!vertrouw @hanna bevestig {last_groups(strict.hanna)}"
    await answer(strict.beheer, strict.admins, right, says="leest vanaf nu mee")
    await strict.hanna.wait_text(SECRET, room_id=strict.room, seconds=30)


async def test_an_identity_that_is_replaced_blocks_and_alerts(strict: Strict) -> None:
    marieke, evil = strict.marieke, Identity.make()
    body = upload_body(evil, Crypto(marieke.client))
    auth = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": marieke.user_id},
        "password": strict.stage.passwords["marieke"],
    }
    status, _ = await marieke.raw("POST", f"{CLIENT}/keys/device_signing/upload", {**body, "auth": auth})
    assert status == 200
    alarm = await strict.beheer.wait_text("is veranderd", room_id=strict.admins, seconds=30)
    assert marieke.user_id in alarm.body
    before = len([m for m in marieke.messages(strict.room) if m.readable])
    await marieke.say(strict.room, "!actie @hanna vandaag: dit mag niet tellen")
    listed = await answer(strict.hanna, strict.room, "!acties")
    assert "dit mag niet tellen" not in listed.body
    await asyncio.sleep(1)
    read = [m for m in marieke.messages(strict.room) if m.readable and m.sender != marieke.user_id]
    assert listed.event_id not in {m.event_id for m in read}
    assert len(read) <= before
    marieke.keyring.identity = evil
    await answer(strict.beheer, strict.admins, "!vertrouw @marieke", says="geblokkeerd")


async def test_every_decision_is_in_the_audit_trail(strict: Strict, tmp_path: Path) -> None:
    del tmp_path
    import sqlite3

    database = strict.stage.data / "regiekamer.db"
    rows = sqlite3.connect(f"file:{database}?mode=ro", uri=True).execute(
        "SELECT actor, verb, subject, outcome FROM audit_entries WHERE subject = ? ORDER BY number",
        (strict.marieke.user_id,),
    )
    trail = [(actor.partition(":")[0], verb, outcome) for actor, verb, _, outcome in rows]
    assert ("regiekamer", "identiteit", "eerste") in trail
    assert ("@beheer", "vertrouw", "ok") in trail
    assert ("regiekamer", "identiteit", "veranderd") in trail


async def test_the_head_of_the_trail_is_posted_quietly_and_proves_it_beside_the_running_bot(strict: Strict) -> None:
    stage = strict.stage
    await stage.stop_bot()
    stage.write_settings(digest_in=timedelta(seconds=8))
    await stage.start_bot()
    posted = await strict.beheer.wait_text("Het auditlog heeft nu", room_id=strict.admins, seconds=60)
    assert posted.msgtype == "m.notice"
    ran = await stage.command("audit", "controleer", "--kop", posted.body.split("\n")[1])
    assert ran.code == 0, ran.output
    assert "zit er nog precies zo in" in ran.output
    assert stage.bot_runs
