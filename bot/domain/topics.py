"""What the help is divided into; the values are what people type."""

from enum import StrEnum


class Topic(StrEnum):
    """A part of what one can do."""

    CARD = "kaart"
    AGREEMENTS = "afspraken"
    MEETING = "overleg"
    COORDINATOR = "regiehouder"
    SHARING = "delen"
    PEOPLE = "mensen"
    YOURSELF = "jezelf"
