"""What people type in an action comes back as they typed it, in both forms, and does nothing there."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.args import MAX_TEXT, MIN_TEXT
from bot.domain.typed import clean
from tests.commands.chat import ANNA_BOS, JOOST, MIRA, STRANGER, Chat

TEXTS = [
    "bel 👩🏽‍⚕️ van de 🏳️‍🌈-groep 🇳🇱",
    "להתקשר למקלט",
    "اتصل بالأخصائية غدا",
    "<b>vet</b> & <script>alert('x')</script>",
    "<a href='https://matrix.to/#/@niemand:elders.test'>Anna</a>",
    f"https://matrix.to/#/{STRANGER} en https://matrix.to/#/!kamer:elders.test",
    "@room iedereen nu lezen",
    f"vraag {STRANGER} of {ANNA_BOS}",
    "**vet** _schuin_ `code` [klik](https://kwaad.test) # kop",
    "| a | b |\n|---|---|",
    "{ $code } { -term } {{x}} %s %(x)s ${x} \\n",
    "&lt;b&gt; &#x202e; &amp;amp;",
    "</p></li></ul><h1>groot</h1>",
    "<mx-reply>oud</mx-reply> <img src=x onerror=alert(1)>",
    "!wie staat niet vooraan: dus geen opdracht !klaar A1",
    "om 14:30 bellen: 1:1 gesprek, zie A1",
    "eerste regel\ntweede: regel\nderde",
    "é ü ï ĳ ŝ Ω ß İı",
]


class Tags(HTMLParser):
    """Collects which elements the HTML really has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


OURS = {"p", "br", "b", "strong", "em", "i", "ul", "ol", "li", "code", "h1", "h2", "h3", "h4", "h5", "span", "hr"}


def shown(html: str) -> str:
    """What a client shows of our HTML, without line breaks."""
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@pytest.mark.parametrize("text", TEXTS)
async def test_a_text_comes_back_literally_and_escaped(chat: Chat, text: str) -> None:
    plain_tags = Tags(await html_of(chat, "bellen met de wijkagent")).tags
    answers = await chat.type(MIRA, chat.first, f"!actie @abos vrijdag: {text}\n!acties\n!klaar A2")
    assert len(answers) == 4, "the action, the list, done, and Anna's turn"
    action = (await chat.actions(chat.first))[-1]
    assert action.text == text
    holding = [message for _, message in chat.messages if not message.rings]
    assert len(holding) == 3
    for message in holding:
        assert "".join(text.split()) in "".join(message.plain.split())
        assert "".join(text.split()) in shown(message.html)
        assert Tags(message.html).tags <= plain_tags | OURS - {"a", "img", "script", "mx-reply"}
        assert not [value for name, value in Tags(message.html).attributes if name in {"href", "src", "onerror"}]
        assert message.mentions == ()
    [turn] = [message for _, message in chat.messages if message.rings]
    assert turn.mentions == (ANNA_BOS,)


async def html_of(chat: Chat, text: str) -> str:
    await chat.type(MIRA, chat.first, f"!actie vt vrijdag: {text}")
    return "".join(message.html for _, message in chat.messages)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=120))
async def test_any_text_that_is_taken_is_kept_whole_and_shown_whole(text: str) -> None:
    chat = await Chat().set_up()
    wanted = clean(" ".join(text.split()))
    if not MIN_TEXT <= len(wanted) <= MAX_TEXT or wanted[:1] == ":":
        return
    await chat.type(MIRA, chat.first, f"!actie vt vrijdag: {' '.join(text.split())}")
    [action] = await chat.actions(chat.first)
    assert action.text == wanted
    [(_, message)] = chat.messages
    assert "".join(wanted.split()) in "".join(message.plain.split())
    assert "".join(wanted.split()) in shown(message.html)


async def test_a_decision_and_the_card_show_typed_signs_as_typed(chat: Chat) -> None:
    await chat.type(JOOST, "DH", "!mdt start\n!volgende")
    text = "<u>slot</u> & **deur** {x}"
    await chat.type(MIRA, chat.first, f"!besluit veiligheid: {text}\n!casus")
    for _, message in chat.messages:
        assert text in message.plain
        assert "<u>" not in message.html
    assert len(chat.messages) == 2
