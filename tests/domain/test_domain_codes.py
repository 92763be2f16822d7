"""Case codes: neutral, readable aloud, and read back however they are typed."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.codes import ALPHABET, CODE, LENGTH, new_code, read_code

LOOK_ALIKES = set("01OILU")

regions = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=4)
codes = st.builds(
    lambda region, signs: f"{region}-{signs}", regions, st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
)


@given(regions, st.randoms(use_true_random=False))
def test_every_new_code_has_the_form_of_a_code(region: str, random: object) -> None:
    code = new_code(region, random.choice)  # type: ignore[attr-defined]  # hypothesis types its Random loosely
    assert CODE.fullmatch(code)
    assert code.startswith(f"{region}-")
    assert read_code(code) == code


def test_the_alphabet_has_no_look_alikes_and_no_doubles() -> None:
    assert not LOOK_ALIKES & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert ALPHABET.upper() == ALPHABET


def test_each_sign_is_chosen_on_its_own() -> None:
    asked: list[str] = []

    def choose(signs: str) -> str:
        asked.append(signs)
        return signs[len(asked)]

    assert new_code("DH", choose) == "DH-" + ALPHABET[1:5]
    assert asked == [ALPHABET] * LENGTH


def test_a_thousand_real_codes_differ() -> None:
    codes = [new_code("DH", secrets.choice) for _ in range(1000)]
    assert len(set(codes)) > 950


@given(codes, st.text(" \t\n", max_size=3), st.text(" \t\n", max_size=3), st.booleans())
def test_a_code_is_read_whatever_stands_around_it(code: str, before: str, after: str, lower: bool) -> None:
    assert read_code(before + (code.lower() if lower else code) + after) == code


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "DH", "DH-", "DH-7K3", "DH-7K3M2", "D-7K3M", "DHAAG-7K3M", "DH 7K3M", "DH-7K 3M", "DH-7K3O", "DH-7K31",
        "DH-7K3I", "DH-7K3L", "DH-7K3U", "DH-7K30", "12-7K3M", "DH-7K3M\nDH-7K3M", "DH‑7K3M", "DH-7K3é", "!DH-7K3M",
    ],
)  # fmt: skip
def test_what_is_no_code_is_none(text: str) -> None:
    assert read_code(text) is None


@given(st.text())
def test_reading_any_text_gives_a_code_or_none(text: str) -> None:
    code = read_code(text)
    assert code is None or CODE.fullmatch(code)
