"""What goes wrong with the bot's own identity: apart, so that it can be named without loading anything of Matrix."""


class IdentityError(Exception):
    """The bot's identity is not what it should be; the message is a Dutch sentence with what to do."""
