"""The Matrix floor: everything that touches nio. Rule numbers refer to docs/encryptie.md.

`wire` speaks HTTP, `crypto` holds nio's Olm machine, `recipients` shares room keys, `rooms` makes and keeps
rooms, `state` remembers what syncs said, `sync` turns batches into handled messages.
"""
