"""`!vertrouw` in the administrators' room: compare outside the chat, then confirm (e2ee rule 7)."""

import re

from bot.domain.trust import TrustState
from tests.commands.chat import BEHEER, MIRA, MIRAS_KEY, Chat


async def test_confirming_needs_what_the_bot_does_not_show(chat: Chat) -> None:
    shown = await chat.only(BEHEER, "", "!vertrouw mira")
    first, *hidden = " ".join(re.findall("....|.+", MIRAS_KEY)).rsplit(" ", 2)
    assert f"{first} ____ ____" in shown
    assert not any(group in shown for group in hidden)
    await chat.type(BEHEER, "", f"!vertrouw Mira Stam bevestig {' '.join(hidden)}")
    said = {where: message.plain for where, message in chat.messages}
    assert said[""] == "Mira Stam is bevestigd en leest vanaf nu mee."
    assert "identity is confirmed" in said[MIRA]
    [pin] = (await chat.state()).pins
    assert (pin.user_id, pin.master, pin.standing) == (MIRA, MIRAS_KEY, TrustState.CONFIRMED)
    [*_, entry] = await chat.audited()
    assert (entry.actor, entry.verb, entry.subject, entry.outcome) == (BEHEER, "vertrouw", MIRA, "ok")
    assert "Mira Stam is bevestigd." in await chat.only(BEHEER, "", f"!trust {MIRA}")


async def test_the_whole_id_and_the_english_words_do_it_too(chat: Chat) -> None:
    answers = await chat.type(BEHEER, "", f"!trust {MIRA} confirm {MIRAS_KEY[-7:]}")
    assert "Mira Stam is bevestigd en leest vanaf nu mee." in answers


async def test_without_a_name_it_lists_who_cannot_read(chat: Chat) -> None:
    answer = await chat.only(BEHEER, "", "!vertrouw")
    assert answer.startswith("8 mensen kunnen nog niet meelezen:")
    assert f"Mira Stam ({MIRA}): is nog niet bevestigd." in answer
    assert "heeft nog geen identiteit" in answer
