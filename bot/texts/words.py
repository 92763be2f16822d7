"""Turns every result, notice and refusal into a message, in the reader's language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.case import Area
from bot.domain.meeting import HalfDay
from bot.domain.people import Place
from bot.ports import Clock, Message
from bot.texts import (
    action_steps,
    actions,
    agenda,
    agenda_by_hand,
    attendance,
    cards,
    casefile,
    clock,
    closing,
    coming,
    consent,
    contributions,
    direct,
    figures,
    going,
    ground,
    leading,
    meetings,
    minutes,
    outcome,
    overview,
    people,
    regie,
    reminders,
    rooms,
    roster,
    trust,
    verification,
)
from bot.texts.document import Lines, html_body, plain_body, typed
from bot.texts.speech import Argument, Speech
from bot.usecases import (
    notices,
    results,
    results_actions,
    results_agenda,
    results_attendance,
    results_casefile,
    results_clock,
    results_closing,
    results_coming,
    results_consent,
    results_contributions,
    results_going,
    results_ground,
    results_leading,
    results_minutes,
    results_outcome,
    results_overview,
    results_people,
    results_regie,
    results_reminders,
    results_roster,
    results_verifying,
)

LANGUAGES = ("nl", "en")
"""Dutch first: it is also what somebody with another language gets."""

Render = Callable[[Any, Speech], Lines]

COMPOSED: Mapping[type, Render] = {
    results.Card: cards.card,
    results.ItemHere: meetings.item_here,
    results.ActionAdded: actions.action_added,
    results.ActionDone: actions.action_done,
    results.ActionList: actions.action_list,
    results.Who: actions.who,
    results.Agenda: meetings.agenda,
    results.MeetingStarted: meetings.meeting_started,
    results.ItemUp: meetings.item_up,
    results.AllDiscussed: meetings.all_discussed,
    results.MeetingClosed: meetings.meeting_closed,
    results.Decided: meetings.decided,
    results.CarriedOver: meetings.carried_over,
    results.CaseMinutes: minutes.case_minutes,
    results.CaseMinutesOfDay: minutes.case_minutes_of_day,
    results.Help: direct.help_here,
    results.HelpLine: direct.help_line,
    results.HelpOn: direct.help_on,
    results.HelpTopic: direct.help_topic,
    results.LanguageSet: direct.language_set,
    notices.MorningDigest: reminders.morning_digest,
    notices.Intruders: rooms.intruders,
    notices.IntrudersStay: rooms.intruders_stay,
    notices.WriteNothing: rooms.write_nothing,
    notices.SomebodyPutOut: rooms.somebody_put_out,
    notices.RoomsLost: rooms.rooms_lost,
    notices.MessageSetAside: rooms.message_set_aside,
    results.LostRooms: rooms.lost_rooms,
    results.RoomsRenewed: rooms.rooms_renewed,
    notices.NoSuchAccount: direct.no_such_account,
    notices.AuditHead: direct.audit_head,
    results.TrustOf: trust.trust_of,
    results.TrustOverview: trust.trust_overview,
    notices.CannotRead: trust.cannot_read,
    notices.DeviceRefused: trust.device_refused,
    notices.IdentitiesSeen: trust.identities_seen,
    notices.IdentityBlocked: trust.identity_blocked,
    results_people.Members: people.members,
    results_people.MembersOf: people.members_of,
    results_people.MemberOf: people.member_of,
    results_people.ChangesAhead: people.changes_ahead,
    results_people.ChangesMade: people.changes_made,
    results_people.RotaWeek: people.rota_week,
    results_people.DutySet: people.duty_set,
    results_people.DutyAhead: people.duty_ahead,
    results_people.Contacts: people.contacts,
    results_people.ContactOf: people.contact_of,
    notices.YouAreConfirmed: coming.you_are_confirmed,
    results_verifying.Pictures: verification.pictures,
    results_verifying.ComparisonDecided: verification.comparison_decided,
    results_verifying.ComparisonEnded: verification.comparison_ended,
    results_coming.Colleagues: coming.colleagues,
    results_coming.ColleagueOf: coming.colleague_of,
    results_coming.ColleagueConfirmed: coming.colleague_confirmed,
    results_coming.Vouched: coming.vouched,
    results_coming.ProtocolText: coming.protocol_text,
    results_coming.ProtocolAccepted: coming.protocol_accepted,
    results_coming.ProtocolNews: coming.protocol_news,
    results_coming.YouCount: coming.you_count,
    results_coming.NotOneOfUs: coming.not_one_of_us,
    results_coming.WorksHere: coming.works_here,
    results_coming.IsItThem: coming.is_it_them,
    results_coming.AdminsMustConfirm: coming.admins_must_confirm,
    results_coming.NobodyAnswered: coming.nobody_answered,
    results_coming.LooksAlike: coming.looks_alike,
    results_going.LeavingAhead: going.leaving_ahead,
    results_going.LeftService: going.left_service,
    results_going.SomebodyGone: going.somebody_gone,
    results_going.WithdrawnHere: going.withdrawn_here,
    results_going.TakenOver: going.taken_over,
    results_going.WithoutCoordinator: going.without_coordinator,
    results_going.WithdrawAhead: going.withdraw_ahead,
    results_going.Withdrawn: going.withdrawn,
    results_going.ExcludeAhead: going.exclude_ahead,
    results_going.Excluded: going.excluded,
    results_going.NoLongerInCase: going.no_longer_in_case,
    results_clock.UrgentStarted: clock.urgent_started,
    results_clock.DeadlineNear: clock.deadline_near,
    results_clock.LapsesSoon: clock.lapses_soon,
    results_clock.YourDeadline: clock.your_deadline,
    results_clock.DeadlinePassed: clock.deadline_passed,
    results_clock.ReasonAsked: clock.reason_asked,
    results_clock.ReasonAskedAgain: clock.reason_asked_again,
    results_clock.BreachExplained: clock.breach_explained,
    # consent
    results_consent.ConsentOverview: consent.consent_overview,
    results_consent.ConsentLine: consent.consent_line,
    results_consent.ConsentHistory: consent.consent_history,
    results_consent.YesAhead: consent.yes_ahead,
    results_consent.YesRecorded: consent.yes_recorded,
    results_consent.AnswerRecorded: consent.answer_recorded,
    results_consent.OrganisationGone: consent.organisation_gone,
    results_consent.ConsentTaken: consent.consent_taken,
    results_consent.ConsentTakenThere: consent.consent_taken_there,
    results_consent.WhyTaken: consent.why_taken,
    results_consent.ConsentInRoom: consent.consent_in_room,
    results_consent.AnswerRecordedThere: consent.answer_recorded_there,
    results_consent.BackAhead: consent.back_ahead,
    # case workers, guests, absence
    results_roster.Replaced: roster.replaced,
    results_roster.ReplacedHere: roster.replaced_here,
    results_roster.ReplacedThere: roster.replaced_there,
    results_roster.Joined: roster.worker_joined,
    results_roster.JoinedHere: roster.joined_here,
    results_roster.JoinedThere: roster.joined_there,
    results_roster.SeatToday: roster.seat_today,
    results_roster.GuestsCame: roster.guests_came,
    results_roster.GuestsWent: roster.guests_went,
    results_roster.AbsenceLine: roster.absence_line,
    results_roster.AbsenceList: roster.absence_list,
    results_roster.AbsenceSet: roster.absence_set,
    results_roster.AbsenceGone: roster.absence_gone,
    # the card kept true
    results_casefile.ChangeNoted: casefile.change_noted,
    results_casefile.Noted: casefile.noted,
    results_casefile.OutcomesKept: casefile.outcomes_kept,
    # closing
    results_closing.Found: closing.found,
    results_closing.ClosingBlocked: closing.closing_blocked,
    results_closing.ClosingAhead: closing.closing_ahead,
    results_closing.CaseClosed: closing.case_closed,
    results_closing.CaseReopened: closing.case_reopened,
    results_closing.ReopenedThere: closing.reopened_there,
    results_closing.ActionDropped: closing.action_dropped,
    # legal grounds
    results_ground.GroundView: ground.ground_view,
    results_ground.GroundOverview: ground.ground_overview,
    results_ground.GroundShown: ground.ground_shown,
    results_ground.GroundDraft: ground.ground_draft,
    results_ground.GroundAhead: ground.ground_ahead,
    results_ground.GroundRecorded: ground.ground_recorded,
    results_ground.GroundReviewed: ground.ground_reviewed,
    results_ground.ReviewAsked: ground.review_asked,
    results_ground.GroundRegions: ground.ground_regions,
    # the agenda, unasked
    results_agenda.AgendaPosted: agenda.agenda_posted,
    results_agenda.OnAgenda: agenda.on_agenda,
    results_agenda.PlaceSet: agenda.place_set,
    results_agenda.MinutesSet: agenda.minutes_set,
    # the agenda by hand
    results_agenda.CaseAgenda: agenda_by_hand.case_agenda,
    results_agenda.PutOn: agenda_by_hand.put_on,
    results_agenda.CaseMoved: agenda_by_hand.case_moved,
    results_agenda.TakenBack: agenda_by_hand.taken_back,
    results_agenda.AgendaReasonKept: agenda_by_hand.reason_kept,
    results_agenda.PutOnHere: agenda_by_hand.put_on_here,
    results_agenda.MovedHere: agenda_by_hand.moved_here,
    results_agenda.ArrangedThere: agenda_by_hand.arranged_there,
    results_agenda.AgendaNews: agenda_by_hand.agenda_news,
    # what the MDT leaves for later
    results_outcome.HeldOver: outcome.held_over,
    results_outcome.ReviewSet: outcome.review_set,
    results_outcome.ActionDelayed: outcome.action_delayed,
    # actions, step by step
    notices.YourTurn: actions.your_turn,
    results.Away: action_steps.away,
    results_actions.TimeDone: action_steps.time_done,
    results_actions.ActionsDone: action_steps.actions_done,
    results_actions.ActionPostponed: action_steps.action_postponed,
    results_actions.ActionHanded: action_steps.action_handed,
    results_actions.ActionShown: action_steps.action_shown,
    results_actions.FinishedActions: action_steps.finished_actions,
    results_actions.ToldThere: action_steps.told_there,
    results_actions.TakenBackHere: action_steps.taken_back,
    # inzet
    results_contributions.ContributionAdded: contributions.contribution_added,
    results_contributions.ContributionChanged: contributions.contribution_changed,
    results_contributions.ContributionList: contributions.contribution_list,
    # reminders
    results_reminders.ActionsDue: reminders.actions_due,
    results_reminders.Climbed: reminders.climbed,
    results_reminders.ClimbedLine: reminders.climbed_line,
    results_reminders.Snoozed: reminders.snoozed,
    results_reminders.HoursShown: reminders.hours_shown,
    results_reminders.WorkdaysShown: reminders.workdays_shown,
    # attendance
    results_attendance.TurnoutLine: attendance.turnout_line,
    results_attendance.PresentNoted: attendance.present_noted,
    results_attendance.AbsentNoted: attendance.absent_noted,
    results_attendance.PresentInCase: attendance.present_in_case,
    # leading the MDT
    results_leading.TimeGiven: leading.time_given,
    results_leading.TimeUp: leading.time_up,
    # minutes, corrections and figures
    results_minutes.Present: minutes.present,
    results_minutes.ItemLine: minutes.item_line,
    results_minutes.MeetingMinutes: minutes.meeting_minutes,
    results_minutes.DayMinutes: minutes.day_minutes,
    results_minutes.RegionFigures: figures.region_figures,
    results_minutes.OutcomeCorrected: minutes.outcome_corrected,
    results_minutes.ActionCorrected: minutes.action_corrected,
    # the regiehouder
    results_regie.CoordinatorAsked: regie.coordinator_asked,
    results_regie.RegieBriefing: regie.briefing,
    results_regie.RegieAskedHere: regie.asked_here,
    results_regie.RegieAsked: regie.asked,
    results_regie.RegieAskedMany: regie.asked_many,
    results_regie.RegieAccepted: regie.accepted,
    results_regie.RegieAcceptedThere: regie.accepted_there,
    results_regie.RegieRefused: regie.refused,
    results_regie.RequestBack: regie.request_back,
    results_regie.RegiePassedOn: regie.passed_on,
    results_regie.RegieSilent: regie.silent,
    results_regie.RegieShown: regie.shown,
    results_regie.MyRegie: regie.my_regie,
    results_regie.Caseload: regie.caseload,
    results_regie.HandoverAhead: regie.handover_ahead,
    results_regie.HandoverAsked: regie.handover_asked,
    results_regie.AuthorityGiven: regie.authority_given,
    results_regie.AuthorityUsed: regie.authority_used,
    # overviews
    results_overview.MyActions: overview.my_actions,
    results_overview.MyCases: overview.my_cases,
    results_overview.RegionOverview: overview.region_overview,
}
"""Every other value has one text, named after its class, that takes its fields."""

RINGING = frozenset(
    {
        notices.YourTurn,
        notices.YouCoordinate,
        notices.MorningDigest,
        notices.ActionDue,
        notices.WriteNothing,
        notices.IdentityBlocked,
        notices.Intruders,
        notices.IntrudersStay,
        notices.SomebodyPutOut,
        notices.RoomsLost,
        notices.MessageSetAside,
        results_verifying.PicturesDiffer,
        results_coming.WorksHere,
        results_coming.IsItThem,
        results_coming.AdminsMustConfirm,
        results_coming.OneMoreAdmin,
        results_coming.NobodyAnswered,
        results_coming.NotOneOfUs,
        results_coming.ProtocolAsked,
        results_coming.ProtocolSoon,
        results_coming.ProtocolMissed,
        results_coming.LooksAlike,
        results_going.TakenOver,
        results_going.WithoutCoordinator,
        results_clock.CalledTogether,
        results_clock.YourDeadline,
        results_clock.ReasonAsked,
        results_clock.ReasonAskedAgain,
        results_consent.YouMayJoin,
        results_consent.OutOfCase,
        results_consent.NobodyLeft,
        results_consent.ConsentEnds,
        results_roster.YouMayJoinLater,
        results_roster.SeatToday,
        results_roster.YouStandIn,
        results_casefile.CaseChanged,
        results_ground.ReviewAsked,
        results_agenda.MeetingSoon,
        results_reminders.ActionsDue,
        results_reminders.SnoozeOver,
        results_leading.YouLead,
        results_leading.YouChair,
        results_leading.MeetingStill,
        results_leading.StillOpen,
        results_regie.RegieAskedHere,
        results_regie.RegieAsked,
        results_regie.RegieAskedMany,
        results_regie.NoLongerYours,
        results_regie.AskedSaidNo,
        results_regie.RegieUnanswered,
    }
)
"""What lights up a lock screen: codes, counts and names of professionals only. Nothing else rings."""


class FluentWords:
    """Implements `bot.ports.Words` with the Fluent files next to this module."""

    def __init__(self, clock: Clock) -> None:
        self._speech = {language: Speech(language, clock) for language in LANGUAGES}

    def render(self, value: object, language: str) -> Message:
        """Write the value in this language. Raises `KeyError` for a value without text."""
        say = self._speech.get(language, self._speech[LANGUAGES[0]])
        render = COMPOSED.get(type(value), _simple)
        lines = render(value, say)
        rings = type(value) in RINGING
        user_id = getattr(value, "user_id", None) if rings else None
        return Message(plain_body(lines), html_body(lines), rings=rings, mentions=(user_id,) if user_id else ())


def key_of(class_: type) -> str:
    """Give the key of a class's text: `DateInPast` is `date-in-past`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", class_.__name__).lower()


def _simple(value: object, say: Speech) -> Lines:
    """Write a value with the one text of its class; an empty field takes a text of its own where there is one."""
    key = key_of(type(value))
    if not is_dataclass(value) or not say.knows(key):
        raise KeyError(key)
    given = {field.name: getattr(value, field.name) for field in fields(value)}
    empty = [name for name, content in given.items() if content == "" and say.knows(f"{key}-no-{name}")]
    arguments = {name: _argument(name, content, say) for name, content in given.items()}
    return say.lines(f"{key}-no-{empty[0]}" if empty else key, **arguments)


def _argument(name: str, content: object, say: Speech) -> Argument:
    """Make what a text can take of a field: by its name where the name says what it is, else by its type."""
    if name == "field":
        return say.text(f"field-{content}") if say.knows(f"field-{content}") else str(content)
    if name == "place":
        return say.a_room(Place(str(content)))
    if name in {"command", "near"}:
        return say.command(str(content))
    return _by_type(name, content, say)


def _by_type(name: str, content: object, say: Speech) -> Argument:
    """Write a (half) day, an area or a list. Raises `KeyError` for what needs a function of its own in `COMPOSED`."""
    if isinstance(content, datetime):
        return say.moment(content)
    if isinstance(content, date):
        return say.day(content)
    if isinstance(content, HalfDay):
        return say.half_day(content)
    if isinstance(content, Area):
        return say.area(content)
    if isinstance(content, tuple):
        return say.all_of([typed(part) for part in content])
    if isinstance(content, (str, int)):
        return content
    raise KeyError(name)
