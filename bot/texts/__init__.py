"""What the bot says, in Dutch and English: Fluent files, and the small functions that fill them in."""
