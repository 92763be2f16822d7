"""Which unasked messages can wait until somebody's quiet hours and days off are over.

Everything else is said at once: answers; what keeps people or keys safe (`WriteNothing`, `DeviceRefused`, who was
confirmed or blocked); that somebody is out of a case; the 24 hours (`YourDeadline`) and a meeting that was called
together; and who sits in today. A question to be the regiehouder waits by itself (`regie_ask.ring_asked`), and what is
said about one does not wait under a tight watch (R43). What is not in this list does not wait, so that forgetting it
here loses nothing.
"""

from bot.usecases import (
    notices,
    results_casefile,
    results_clock,
    results_closing,
    results_coming,
    results_consent,
    results_going,
    results_ground,
    results_regie,
    results_reminders,
    results_roster,
)

CAN_WAIT = frozenset(
    {
        notices.YouCoordinate,
        notices.MorningDigest,
        notices.ActionDue,
        results_reminders.ActionsDue,
        results_reminders.SnoozeOver,
        results_casefile.CaseChanged,
        results_closing.YoursAgain,
        results_clock.ReasonAsked,
        results_clock.ReasonAskedAgain,
        results_coming.WorksHere,
        results_coming.IsItThem,
        results_coming.ProtocolAsked,
        results_coming.ProtocolSoon,
        results_consent.YouMayJoin,
        results_consent.ConsentEnds,
        results_consent.ConsentEndsWhileAway,
        results_going.TakenOver,
        results_ground.ReviewAsked,
        results_ground.WitnessAsked,
        results_ground.DraftLapses,
        results_regie.NoLongerYours,
        results_regie.AskedSaidNo,
        results_regie.RegieUnanswered,
        results_regie.RegieCalledOff,
        results_roster.ReplacedYou,
        results_roster.YouMayJoinLater,
        results_roster.YouStandIn,
        results_roster.StandInNoLonger,
    }
)
