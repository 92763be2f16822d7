"""A meeting that stands still, or that everybody went from: when is that said, and when does the bot close it.

Pure: rows and one moment go in. Nothing is measured in memory, so that a bot that was down knows the same.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.domain.calendar import MARKED_AHEAD, at, local_day
from bot.domain.meeting import Item, ItemState, Meeting

STILL_AFTER = timedelta(minutes=10)
"""An item is over its time by as much as was planned, and by this at least, before others are asked to take over."""

FORGOTTEN_AFTER = timedelta(hours=2)
"""Where nothing moved for so long, whoever leads forgot to close it."""

CLOSED_AFTER = timedelta(hours=4)
"""How long after that the bot closes it, unless the evening is sooner."""

EVENING = time(23)
"""On Dutch clocks: a forgotten meeting is not open in the night."""

GRACE = timedelta(minutes=10)
"""Whoever was reminded has so long at least: a bot that was down for a night closes nothing unsaid."""


def moved_at(meeting: Meeting) -> datetime:
    """Tell when somebody last led the meeting: opened it, took up a case, left one, or took the chair."""
    moments = [meeting.opened_at]
    for item in meeting.items:
        moments += [moment for moment in (item.since, item.left_at) if moment is not None]
    return max(moments)


def current_item(meeting: Meeting) -> Item | None:
    """Give what is weighed now."""
    return next((item for item in meeting.items if item.state is ItemState.CURRENT), None)


def is_over(item: Item, now: datetime) -> bool:
    """Whether the planned minutes of an item are over; never of one for which none are planned."""
    return item.minutes > 0 and item.spent(now) >= timedelta(minutes=item.minutes)


def stands_still(item: Item, now: datetime) -> bool:
    """Whether an item is so far over its time that others should hear of it."""
    planned = timedelta(minutes=item.minutes)
    return is_over(item, now) and item.spent(now) >= planned + max(STILL_AFTER, planned)


def is_forgotten(moved: datetime, now: datetime) -> bool:
    """Whether nothing `moved` for so long that the meeting was forgotten."""
    return moved + FORGOTTEN_AFTER <= now


def closes_at(moved: datetime, reminded: datetime) -> datetime:
    """Tell when the bot closes a forgotten meeting of which somebody was `reminded`."""
    forgotten = moved + FORGOTTEN_AFTER
    evening = at(local_day(forgotten), EVENING)
    if evening < forgotten:
        evening = at(local_day(forgotten) + timedelta(days=1), EVENING)
    return max(min(forgotten + CLOSED_AFTER, evening), reminded + GRACE)


def set_right(meeting: Meeting, now: datetime) -> Meeting:
    """Take back what a clock marked that was far ahead: it would keep a meeting open for as long."""
    return replace(
        meeting,
        opened_at=_right(meeting.opened_at, now) or now,
        reminded_at=_right(meeting.reminded_at, now),
        unled_at=_right(meeting.unled_at, now),
        items=tuple(_item_right(item, now) for item in meeting.items),
    )


def _item_right(item: Item, now: datetime) -> Item:
    return replace(
        item,
        since=item.since and (_right(item.since, now) or now),
        left_at=item.left_at and (_right(item.left_at, now) or now),
        nudged_at=_right(item.nudged_at, now),
        rung_at=_right(item.rung_at, now),
    )


def _right(moment: datetime | None, now: datetime) -> datetime | None:
    return None if moment is None or moment > now + MARKED_AHEAD else moment
