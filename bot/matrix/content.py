"""Message contents: from a rendered message to `m.room.message`, and from what people's clients send to plain text."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from bot.ports import Outgoing

Json = dict[str, Any]

ROW = "nl.regiekamer.row"
"""Stands inside the encrypted content, so that a doubtful send can be looked for in the room."""

LONGEST = 65_536
"""Characters of one incoming message: as much as a Matrix event can hold, so that nothing typed is passed over."""

_PILL = "https://matrix.to/#/"


def message_content(outgoing: Outgoing) -> Json:
    """Write content: a notice does not ring, a text with mentions does (spec, m.mentions)."""
    message = outgoing.message
    return {
        "msgtype": "m.text" if message.rings else "m.notice",
        "body": message.plain,
        "format": "org.matrix.custom.html",
        "formatted_body": message.html,
        "m.mentions": {"user_ids": list(message.mentions)} if message.mentions else {},
        ROW: outgoing.id,
    }


def typed_text(content: Json) -> str | None:
    """Give what a person typed, or None for what is no command: notices, edits, files.

    Clients write a picked name as a pill: a link in the HTML, only a display name in the body. The pill's Matrix
    id is what counts, so it is put in the name's place.
    """
    body = content.get("body")
    if content.get("msgtype") != "m.text" or not isinstance(body, str) or len(body) > LONGEST:
        return None
    relation = content.get("m.relates_to")
    if "m.new_content" in content or (isinstance(relation, dict) and relation.get("rel_type") == "m.replace"):
        return None
    html = content.get("formatted_body")
    if isinstance(html, str) and _PILL in html and len(html) <= LONGEST:
        read = _read_pills(html)
        body = body if read is None else read
    # Lone surrogates and NUL are valid JSON but no text that can be stored or sent on.
    return body.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _read_pills(html: str) -> str | None:
    reader = _PillReader()
    try:
        # Never `close`: it looks through all that follows for every tag left open, 50 s for one event.
        reader.feed(html + "\n")
    except AssertionError:  # html.parser before 3.11.14 raises it at `<![x`
        return None
    return reader.text()


def sent_at(event: Json) -> datetime:
    """Give the homeserver's time of an event (UTC); the epoch when it is malformed."""
    value = event.get("origin_server_ts")
    valid = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**14
    return datetime.fromtimestamp(value / 1000 if valid and isinstance(value, int) else 0, UTC)


class _PillReader(HTMLParser):
    """Reads HTML as text; a pill becomes its Matrix id, a quoted reply disappears."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._in_pill = False
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        if tag == "mx-reply":
            self._quoted += 1
        elif tag == "a" and href.startswith(_PILL):
            target = unquote(href.removeprefix(_PILL)).partition("?")[0]
            if target.startswith("@"):
                self._in_pill = True
                self._add(target)
        elif tag in {"br", "p", "li", "div"}:
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mx-reply":
            self._quoted = max(0, self._quoted - 1)
        elif tag == "a":
            self._in_pill = False

    def handle_data(self, data: str) -> None:
        if not self._in_pill:
            self._add(data)

    def _add(self, text: str) -> None:
        if not self._quoted:
            self._parts.append(text)

    def text(self) -> str:
        """Give the text read so far."""
        return "".join(self._parts).strip("\n")
