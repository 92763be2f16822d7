"""Every module that holds what the bot says, and every module that holds why it says no."""

from bot.domain import (
    refusals,
    refusals_agenda,
    refusals_casefile,
    refusals_clock,
    refusals_closing,
    refusals_coming,
    refusals_consent,
    refusals_contributions,
    refusals_going,
    refusals_ground,
    refusals_outcome,
    refusals_people,
    refusals_roster,
    refusals_verifying,
)
from bot.usecases import (
    notices,
    results,
    results_agenda,
    results_casefile,
    results_clock,
    results_closing,
    results_coming,
    results_consent,
    results_contributions,
    results_going,
    results_ground,
    results_outcome,
    results_people,
    results_roster,
    results_verifying,
)

SAID = (
    *(results, notices, results_coming, results_consent, results_going, results_people, results_verifying),
    *(results_clock, results_roster),
    results_casefile,
    results_agenda,
    *(results_clock, results_closing),
    results_clock,
    results_ground,
    results_outcome,
    results_contributions,
)
NO = (
    refusals_roster,
    *(refusals, refusals_coming, refusals_consent, refusals_going, refusals_people, refusals_verifying),
    refusals_clock,
    refusals_agenda,
    refusals_casefile,
    *(refusals_clock, refusals_closing),
    refusals_ground,
    refusals_outcome,
    refusals_contributions,
)
