"""Tests of `bot.storage`; a package so that they can share `samples`."""
