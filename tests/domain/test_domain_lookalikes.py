"""Names that an eye takes for another's, and names that are merely similar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lookalikes import LookAlike, alike, likenesses, within

BOT = {"@regiekamer:x": "Regiekamer"}


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Piet de Boer", "Piet de Boer"),
        ("PIET DE BOER", "Piet de Boer"),
        ("Рiеt dе Воеr", "Piet de Boer"),  # Cyrillic
        ("Ρiet de Bοer", "Piet de Boer"),  # Greek
        ("Piet de B0er", "Piet de Boer"),
        ("Plet de Boer", "Piet de Boer"),
        ("P\u200biet de Boer", "Piet de Boer"),
        ("Piet\u00a0de  Boer", "Piet de Boer"),
        ("PietdeBoer", "Piet de Boer"),
        ("de Boer, Piet", "Piet de Boer"),
        ("Piet de Boer (Veilig Thuis)", "Piet de Boer"),
        ("Ｐｉｅｔ ｄｅ Ｂｏｅｒ", "Piet de Boer"),
        ("𝐏𝐢𝐞𝐭 de Boer", "Piet de Boer"),
        ("Píet de Böer", "Piet de Boer"),
        ("Irma Verhoeven", "Irrna Verhoeven"),
        ("Wouter Maas", "VVouter Maas"),
    ],
)
def test_these_look_the_same(shown: str, name: str) -> None:
    assert alike(shown, name)
    assert alike(name, shown)


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Anna Bos", "Hanna Bosman"),
        ("Anna Bos", "Anna de Vries"),
        ("Bas", "Sebastiaan Visser"),
        ("Anna", "Anna Bos"),  # a first name alone is what many people choose
        ("Jan Jansen", "Jan Janssens"),
        ("", "Anna"),
        ("!?", "Anna"),
        ("", ""),
    ],
)
def test_these_do_not(shown: str, name: str) -> None:
    assert not alike(shown, name)
    assert not alike(name, shown)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared_and_the_order_does_not_matter(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


@given(st.text(st.characters(categories=("Lu", "Ll")), min_size=1))
def test_capitals_never_make_a_difference(name: str) -> None:
    assert alike(name.upper().lower(), name.lower().upper().lower())


def test_ones_own_name_is_no_likeness_and_the_bots_is() -> None:
    people = {"@piet:x": "Piet de Boer", "@anna:x": "Anna Bos"}
    assert likenesses("@piet:x", "Piet de Boer", people, BOT) == []
    assert likenesses("@kwaad:x", "Piet de B0er", people, BOT) == [
        LookAlike("Piet de B0er", "@kwaad:x", "Piet de Boer", "@piet:x")
    ]
    assert likenesses("@anna:x", "Regie kamer", people, BOT) == [LookAlike("Regie kamer", "@anna:x", "Regiekamer", "")]
    assert likenesses("@regiekamer:x", "Regiekamer", people, BOT) == []


def test_a_pair_within_the_directory_is_told_once() -> None:
    people = {"@piet:x": "Piet de Boer", "@anna:x": "Anna Bos", "@p2:x": "Piet de  Boer"}
    assert within(people, BOT) == [LookAlike("Piet de  Boer", "@p2:x", "Piet de Boer", "@piet:x")]


def test_a_name_is_shown_without_signs_that_turn_it_around_and_not_in_full_length() -> None:
    [pair] = likenesses("@a:x", "\u202eRegiekamer " + "x" * 10_000, {}, BOT)
    assert len(pair.shown) == 60
    assert "\u202e" not in pair.shown
