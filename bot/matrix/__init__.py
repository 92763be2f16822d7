"""The Matrix floor: everything that touches nio. Rule numbers refer to docs/encryptie.md.

`wire` speaks HTTP, `login` opens the bot's session, `identity` and `recovery` keep who the bot is, `crypto` holds nio's
Olm machine. `chain` verifies people's devices, `devices` asks about them, `recipients` chooses who gets a room's key,
`sharing` gives it. `sync` turns batches into handled messages, `gate` lets in what may be believed, `state` remembers
what syncs said of rooms, `rooms` makes and keeps them.
"""
