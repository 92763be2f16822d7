"""Comparing pictures with a phone of another code base (libolm): real homeserver, whole bot (e2ee rule 22)."""

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.demo.people import Professional
from bot.domain.trust import TrustState
from bot.domain.verification import EMOJI
from bot.settings import load_settings
from bot.wiring import open_house
from tests.end_to_end.conftest import BOT_ID, Played, answer
from tests.sas_peer import Phone

CLIENT = "/_matrix/client/v3"
DEVICE = "REGIEKAMER"
PATIENCE = 30.0


class Hand:
    """Somebody with a phone in the hand: carries what the phone wants to say, and what the bot says to it."""

    def __init__(self, person: Professional, phone: Phone, chat: str) -> None:
        self.person = person
        self.phone = phone
        self.chat = chat
        """The room it goes on in; empty when the devices speak to each other directly."""
        self._told = person.others if chat else person.to_device
        self._seen = len(self._told)

    @classmethod
    async def of(cls, person: Professional, chat: str = "") -> "Hand":
        """Give a hand that begins; nothing is said yet."""
        identity = person.keyring.identity
        assert identity is not None
        own = person.client.olm.account.identity_keys["ed25519"]
        master = identity.public("master")
        user, device = person.user_id, str(person.client.device_id)
        phone = Phone(user, device, str(own), master, BOT_ID, DEVICE, f"t{secrets.token_hex(8)}")
        phone.expected = await _keys_of_the_bot(person)
        phone.in_room = bool(chat)
        return cls(person, phone, chat)

    async def say(self) -> None:
        while self.phone.outbox:
            type_, content = self.phone.outbox.pop(0)
            if self.chat:
                await self._say_in_chat(type_, content)
                continue
            if type_ == "request":
                content["timestamp"] = int(time.time() * 1000)
            where = f"{CLIENT}/sendToDevice/m.key.verification.{type_}/{secrets.token_hex(8)}"
            status, _ = await self.person.raw("PUT", where, {"messages": {BOT_ID: {DEVICE: content}}})
            assert status == 200

    async def _say_in_chat(self, type_: str, content: dict[str, Any]) -> None:
        if type_ != "request":
            await self.person.send(self.chat, f"m.key.verification.{type_}", content)
            return
        wish = {"msgtype": "m.key.verification.request", "body": "Vergelijken?", "to": BOT_ID}
        wish |= {"from_device": content["from_device"], "methods": content["methods"]}
        self.phone.transaction = await self.person.send(self.chat, "m.room.message", wish)

    async def until(self, done: Callable[[], bool]) -> None:
        """Carry on until something is so. Raises `TimeoutError`."""
        async with asyncio.timeout(PATIENCE):
            await self.say()
            while not done():
                for event in self._told[self._seen :]:
                    self._seen += 1
                    await self._hear(event)
                await asyncio.sleep(0.05)

    async def _hear(self, event: dict[str, Any]) -> None:
        type_, content = str(event.get("type")), event.get("content", {})
        if event.get("sender") != BOT_ID or not type_.startswith("m.key.verification."):
            return
        if type_.endswith(".request"):
            self.phone.transaction = content["transaction_id"]
        if self.phone.reference.items() <= content.items():
            self.phone.hears(type_.removeprefix("m.key.verification."), content)
            await self.say()


async def _keys_of_the_bot(person: Professional) -> dict[str, str]:
    status, shown = await person.raw("POST", f"{CLIENT}/keys/query", {"device_keys": {BOT_ID: []}})
    assert status == 200
    [master] = shown["master_keys"][BOT_ID]["keys"].values()
    keys: dict[str, str] = shown["device_keys"][BOT_ID][DEVICE]["keys"]
    return {f"ed25519:{DEVICE}": keys[f"ed25519:{DEVICE}"], f"ed25519:{master}": master}


def names(pictures: tuple[int, ...]) -> list[str]:
    return [EMOJI[number][1] for number in pictures]


async def standing(played: Played, person: Professional) -> TrustState:
    async with open_house(load_settings(played.stage.settings)) as house, house.database.work() as work:
        pin = await work.pins.get(person.user_id)
        assert pin is not None
        return pin.standing


async def set_back(played: Played, person: Professional) -> None:
    """Let somebody's identity not count, as when it was replaced."""
    async with open_house(load_settings(played.stage.settings)) as house, house.database.work() as work:
        pin = await work.pins.get(person.user_id)
        assert pin is not None
        await work.pins.save(replace(pin, standing=TrustState.BLOCKED))
        await work.commit()


async def room_of(person: Professional, name: str) -> str:
    return await person.wait_room(name, seconds=PATIENCE)


async def sees(person: Professional, room_id: str, hand: Hand) -> None:
    """Wait until somebody reads the pictures that stand on the phone."""
    wanted = names(hand.phone.pictures)
    await person.wait_for(lambda m: all(each in m.body for each in wanted), room_id=room_id, seconds=PATIENCE)


Asked = tuple[Hand, str, Professional]


async def asked(played: Played, name: str, *, by: str = "beheer", room: str = "Beheer") -> Asked:
    """Let somebody ask for a comparison with a person, up to the pictures, which are the same on both sides."""
    asker, person = played.stage.people[by], played.stage.people[name]
    hand = await Hand.of(person)
    where = await room_of(asker, room)
    before = len(asker.messages(where))
    await asker.say(where, f"!emoji {person.user_id}")
    # What was said of the comparison before this one may come in between.
    await asker.wait_for(
        lambda m: "gevraagd om plaatjes" in m.body and m in asker.messages(where)[before:],
        room_id=where,
        seconds=PATIENCE,
    )
    await hand.until(lambda: bool(hand.phone.pictures))
    await sees(asker, where, hand)
    return hand, where, asker


async def test_begun_by_the_bot_both_sides_prove_their_keys_and_the_person_is_confirmed(played: Played) -> None:
    hand, where, beheer = await asked(played, "marieke")
    hand.phone.agree()
    await hand.say()
    assert "Ik rond het af" in (await answer(beheer, where, f"!emoji {hand.person.user_id} klopt")).body
    await hand.until(lambda: hand.phone.ended == "done")
    assert hand.phone.proved == dict.fromkeys(hand.phone.expected, True), "the phone has the bot's device and identity"
    await beheer.wait_text("de plaatjes en de sleutels kloppen", room_id=where, seconds=PATIENCE)
    assert await standing(played, hand.person) is TrustState.CONFIRMED

    # Whoever was compared with, compares with a colleague, in the own chat.
    hand, where, marieke = await asked(played, "cora", by="marieke", room="Regiekamer")
    await answer(marieke, where, f"!emoji {hand.person.user_id} klopt")
    hand.phone.agree()
    await hand.until(lambda: hand.phone.ended == "done")
    await marieke.wait_text("de plaatjes en de sleutels kloppen", room_id=where, seconds=PATIENCE)
    assert await standing(played, hand.person) is TrustState.CONFIRMED


@pytest.mark.parametrize("in_chat", [False, True], ids=["device to device", "in the chat"])
async def test_begun_on_the_phone_the_bot_is_proved_in_ones_own_chat(played: Played, in_chat: bool) -> None:
    rik = played.stage.people["rik"]
    chat = await room_of(rik, "Regiekamer")
    hand, before = await Hand.of(rik, chat if in_chat else ""), await standing(played, rik)
    hand.phone.request()
    await hand.until(lambda: bool(hand.phone.pictures))
    await sees(rik, chat, hand)
    hand.phone.agree()
    await hand.until(lambda: hand.phone.ended == "done")
    assert hand.phone.proved == dict.fromkeys(hand.phone.expected, True)
    await rik.wait_text("Je app weet nu zeker dat ik het ben", room_id=chat, seconds=PATIENCE)
    assert await standing(played, rik) is before, "it proves the bot, and nobody else"


async def test_in_the_chat_with_the_bot_a_colleague_confirms(played: Played) -> None:
    hanna, beheer = played.stage.people["hanna"], played.stage.people["beheer"]
    admins = await room_of(beheer, "Beheer")
    hand = await Hand.of(hanna, await room_of(hanna, "Regiekamer"))
    await set_back(played, hanna)
    hand.phone.request()
    await hand.until(lambda: bool(hand.phone.pictures))
    await sees(beheer, admins, hand)
    hand.phone.agree()
    await hand.say()
    await answer(beheer, admins, f"!emoji {hanna.user_id} klopt")
    await hand.until(lambda: hand.phone.ended == "done")
    assert hand.phone.proved == dict.fromkeys(hand.phone.expected, True)
    await beheer.wait_text("de plaatjes en de sleutels kloppen", room_id=admins, seconds=PATIENCE)
    assert await standing(played, hanna) is TrustState.CONFIRMED


async def test_nobody_compares_in_a_room_of_others(played: Played) -> None:
    joost = played.stage.people["joost"]
    hand = await Hand.of(joost, await room_of(joost, "MDT DH"))
    before = len(joost.others)
    hand.phone.request()
    await hand.say()
    assert "Joost" in (await answer(joost, await room_of(joost, "Regiekamer"), "!status")).body
    # A later request of the same phone, in the right room, is answered: so the first one was looked at before.
    own = await Hand.of(joost, await room_of(joost, "Regiekamer"))
    own.phone.request()
    await own.until(lambda: bool(own.phone.pictures))
    requests = {event["content"]["m.relates_to"]["event_id"] for event in joost.others[before:]}
    assert requests == {own.phone.transaction}
    own.phone.cancel("m.user")
    await own.say()


async def test_pictures_that_differ_end_it_and_raise_the_alarm(played: Played) -> None:
    hand, where, beheer = await asked(played, "paul")
    before = await standing(played, hand.person)
    await answer(beheer, where, f"!emoji {hand.person.user_id} klopt niet")
    await hand.until(lambda: hand.phone.ended == "m.mismatched_sas")
    await beheer.wait_text("klopten de plaatjes of sleutels niet", room_id=where, seconds=PATIENCE)
    assert await standing(played, hand.person) is before


@pytest.mark.parametrize(("code", "said"), [("m.user", "is afgebroken"), ("m.mismatched_sas", "waren niet hetzelfde")])
async def test_who_breaks_it_off_on_the_phone_is_told_of(played: Played, code: str, said: str) -> None:
    hand, where, beheer = await asked(played, "oda")
    hand.phone.cancel(code)
    await hand.say()
    await beheer.wait_text(said, room_id=where, seconds=PATIENCE)
    assert await standing(played, hand.person) is not TrustState.CONFIRMED


async def test_wrong_keys_end_it(played: Played) -> None:
    hand, where, beheer = await asked(played, "pieter")
    await answer(beheer, where, f"!emoji {hand.person.user_id} klopt")
    hand.phone.agree(wrong=True)
    await hand.until(lambda: hand.phone.ended == "m.key_mismatch")
    await beheer.wait_text("kloppen niet met wat ik zie", room_id=where, seconds=PATIENCE)
    assert await standing(played, hand.person) is not TrustState.CONFIRMED


async def test_a_flood_of_nonsense_stops_nothing(played: Played) -> None:
    tessa = played.stage.people["tessa"]
    long = {"transaction_id": "x" * 5000}
    nonsense: list[Any] = [{}, {"transaction_id": None}, long, {"transaction_id": "t", "methods": {}}]
    for type_ in ("request", "ready", "start", "accept", "key", "mac", "done", "cancel", "wat"):
        for content in nonsense:
            where = f"{CLIENT}/sendToDevice/m.key.verification.{type_}/{secrets.token_hex(8)}"
            await tessa.raw("PUT", where, {"messages": {BOT_ID: {DEVICE: content}}})
    assert "Tessa" in (await answer(tessa, await room_of(tessa, "Regiekamer"), "!status")).body
    assert played.stage.bot_runs
