"""Comparing seven pictures (SAS): the pictures, how a comparison may end, and how long it may take (e2ee rule 22).

Spec: Client-Server API, "Short Authentication String (SAS) verification", "SAS method: emoji" (with its Dutch names).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain.people import UserId

LASTS = timedelta(minutes=10)
"""From the request: who has not compared by then begins anew."""

EMOJI: tuple[tuple[str, str, str], ...] = (
    ("🐶", "Hond", "Dog"), ("🐱", "Kat", "Cat"), ("🦁", "Leeuw", "Lion"), ("🐎", "Paard", "Horse"),
    ("🦄", "Eenhoorn", "Unicorn"), ("🐷", "Varken", "Pig"), ("🐘", "Olifant", "Elephant"), ("🐰", "Konijn", "Rabbit"),
    ("🐼", "Panda", "Panda"), ("🐓", "Haan", "Rooster"), ("🐧", "Pinguïn", "Penguin"), ("🐢", "Schildpad", "Turtle"),
    ("🐟", "Vis", "Fish"), ("🐙", "Octopus", "Octopus"), ("🦋", "Vlinder", "Butterfly"), ("🌷", "Bloem", "Flower"),
    ("🌳", "Boom", "Tree"), ("🌵", "Cactus", "Cactus"), ("🍄", "Paddenstoel", "Mushroom"), ("🌏", "Wereldbol", "Globe"),
    ("🌙", "Maan", "Moon"), ("☁️", "Wolk", "Cloud"), ("🔥", "Vuur", "Fire"), ("🍌", "Banaan", "Banana"),
    ("🍎", "Appel", "Apple"), ("🍓", "Aardbei", "Strawberry"), ("🌽", "Maïs", "Corn"), ("🍕", "Pizza", "Pizza"),
    ("🎂", "Taart", "Cake"), ("❤️", "Hart", "Heart"), ("😀", "Smiley", "Smiley"), ("🤖", "Robot", "Robot"),
    ("🎩", "Hoed", "Hat"), ("👓", "Bril", "Glasses"), ("🔧", "Moersleutel", "Spanner"), ("🎅", "Kerstman", "Santa"),
    ("👍", "Duim omhoog", "Thumbs Up"), ("☂️", "Paraplu", "Umbrella"), ("⌛", "Zandloper", "Hourglass"),
    ("⏰", "Wekker", "Clock"), ("🎁", "Geschenk", "Gift"), ("💡", "Gloeilamp", "Light Bulb"), ("📕", "Boek", "Book"),
    ("✏️", "Potlood", "Pencil"), ("📎", "Papierklemmetje", "Paperclip"), ("✂️", "Schaar", "Scissors"),
    ("🔒", "Slot", "Lock"), ("🔑", "Sleutel", "Key"), ("🔨", "Hamer", "Hammer"), ("☎️", "Telefoon", "Telephone"),
    ("🏁", "Vlag", "Flag"), ("🚂", "Trein", "Train"), ("🚲", "Fiets", "Bicycle"), ("✈️", "Vliegtuig", "Aeroplane"),
    ("🚀", "Raket", "Rocket"), ("🏆", "Trofee", "Trophy"), ("⚽", "Bal", "Ball"), ("🎸", "Gitaar", "Guitar"),
    ("🎺", "Trompet", "Trumpet"), ("🔔", "Bel", "Bell"), ("⚓", "Anker", "Anchor"),
    ("🎧", "Koptelefoon", "Headphones"), ("📁", "Map", "Folder"), ("📌", "Speld", "Pin"),
)  # fmt: skip
"""All sixty-four, by their number: picture, Dutch name, English name."""


class How(StrEnum):
    """How a comparison ended."""

    VERIFIED = "klopt"
    MISMATCH = "klopt niet"
    CANCELLED = "afgebroken"
    TIMEOUT = "te lang"
    WRONG_KEY = "andere sleutel"
    NO_DEVICE = "geen apparaat"


@dataclass(frozen=True)
class Compared:
    """The end of a comparison with a person. `master` is the identity that was proved, only when verified."""

    user_id: UserId
    how: How
    master: str = ""
