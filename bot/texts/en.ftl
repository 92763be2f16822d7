### What the bot says, in English. The Dutch file leads; a test holds both to the same keys and placeables.
### Commands and the names of the areas stand in Dutch: those always work.

## Days, times and lists

weekdays = Monday Tuesday Wednesday Thursday Friday Saturday Sunday
weekdays-short = Mon Tue Wed Thu Fri Sat Sun
months = January February March April May June July August September October November December
months-short = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
date = { $weekday } { $day } { $month }
date-year = { $date } { $year }
moment = { $day } { $time }
half-day-morning = { $day }, morning
half-day-afternoon = { $day }, afternoon
span-short = less than an hour
span-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
due-late = late, { $day }
and = { $first } and { $last }
example = Example
not-applicable = n/a
no-outcome = no outcome yet

## Areas, rooms and fields

area-veiligheid = safety
area-recht = law
area-hulp = care
area-herstel = recovery
area-title-veiligheid = Safety
area-title-recht = Law
area-title-hulp = Care
area-title-herstel = Recovery
open-areas = No outcome yet for { $areas }.
all-decided = All four areas have an outcome.
standing-nieuw = new
standing-terug = back
standing-loopt = running
place-casus = a case's room
place-mdt = the MDT room
place-beheer = the administrators' room
place-direct = your own chat with me
room-casus = the room of { $subject }
room-mdt = the MDT room of { $subject }
room-beheer = the administrators' room
room-direct = the direct chat of { $subject }
field-code = Code
field-dag = Day
field-datum = Date
field-gebied = Area
field-naam = Name
field-nummer = Number
field-onderwerp = Topic
field-organisatie = Organisation
field-reden = Reason
field-regio = Region
field-rol = Role
field-taal = Language
field-tekst = Text
field-wie = Who

## A case's card

card-title = { $code }, reported { $age } ago
card-informant = ⚠️ Note: what we know may come from the suspect's family.
card-many = ⚠️ Note: { $count } organisations are involved. Could it be fewer?
card-contact = Safe contact
card-contact-unknown = not known yet. Find out before anyone calls or writes.
card-coordinator = Coordinator
card-coordinator-none = no coordinator yet
card-coordinator-proposed = no coordinator yet; proposed: { $proposed }
card-mdt = MDT
card-closed = the case was closed on { $moment }
card-actions = Actions
card-actions-none = no open actions
card-actions-open = { $open } open: `!acties`
card-actions-late = { $open } open, { $late } late: `!acties`
card-report = Report
card-report-text = { $moment } through { $source }, by { $reporter }
card-relation = { $reporter } ({ $relation })
card-victim = Victim
card-minor = under age
card-adult = of age
card-kind = What
card-online = online
card-offline = not online
card-when = When
card-last-time = Last time
card-concerns = About
card-safety-now = Safety now
card-children = Child check
card-wishes = Wishes
card-involved = Already involved
card-unknown = nothing noted
card-areas = Needed, per area
card-area-decided = { $need } → outcome: { $outcome }
card-yes = Taking part
card-no = No consent
card-anonymous = Anonymously only
card-ground = On a ground in law, no consent
card-withdrawn = Consent withdrawn
card-nobody = nobody yet
card-decided-by = Who decided on consent
card-contributions = Contributions
card-emergency = In acute danger chat does not replace a phone call: call 112.

## Actions and people

action-added = { $label } for { $owner }: { $day }
your-turn =
    { $code } { $label }: it is your turn, { $user_id }.
    By { $due }.
action-list = { $code }: { $count ->
    [one] 1 open action
   *[other] { $count } open actions
}
action-list-late = { $code }: { $count ->
    [one] 1 open action
   *[other] { $count } open actions
}, { $late } late
action-list-empty = { $code }: there are no open actions.
action-list-hint = Done? Type for example { $command }.
action-list-done = Already done: { $count }.
action-done = { $label } is done, reported by { $by }. Thank you.
action-done-left = { $count ->
    [0] There are no open actions left.
    [one] There is 1 open action left.
   *[other] There are { $count } open actions left.
}
coordinator-appointed = { $name } of { $organisation } is now the coordinator of { $code }.
coordinator-replaced = Before, this was { $replaced }.
coordinator-missing = There is no coordinator yet. Choose somebody with `!regie @name`.
you-coordinate =
    You are now the coordinator of { $code }, because somebody is gone.
    Look in the case's room. Say there whether it is right: `!regie aanvaard` or `!regie weiger: reden`.
who = { $code }: { $count ->
    [one] 1 person
   *[other] { $count } people
} in this room
who-person = ({ $organisation })
who-coordinator = ({ $organisation }), coordinator
my-actions = You have { $count ->
    [one] 1 open action
   *[other] { $count } open actions
}.
my-actions-late = You have { $count ->
    [one] 1 open action
   *[other] { $count } open actions
}, { $late } late.
my-actions-empty = You have no open actions.
my-actions-hint = What they are stands in the case's room.

## MDT

agenda = MDT { $region }, { $day }: { $count ->
    [0] no cases
    [one] 1 case
   *[other] { $count } cases
}
agenda-item = { $standing }, before { $deadline }
agenda-late = { $standing }, 24 hours ended { $deadline }
meeting-started =
    The MDT is open. Chair: { $chair }.
    Type `!volgende` to go to the next case.
item-up =
    Now: { $code }, { $position } of { $total } ({ $standing }).
    The card stands in that case's room. Record the decisions there.
previous-no-coordinator = { $code } comes back: there is no coordinator yet.
previous-done = { $code } is complete: all four areas have an outcome.
previous-open = { $code } comes back: { $count ->
    [one] 1 area has
   *[other] { $count } areas have
} no outcome yet.
item-here = The MDT is now discussing { $code }.
item-here-how = Record one with `!besluit veiligheid: text` or `!besluit herstel nvt: reason`.
all-discussed =
    All cases have been discussed.
    Type `!mdt sluit` to close the MDT.
decided = Recorded: { $area }
carried-over = { $code } comes back at the next MDT.
case-minutes-actions = { $count ->
    [0] There are no open actions.
    [one] There is 1 open action. Type `!acties` to see it.
   *[other] There are { $count } open actions. Type `!acties` for the list.
}
case-minutes-record = This chat is not a file of record: take over what your organisation needs.
meeting-closed = The MDT is closed, after { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}.

## Help and one's own chat

help = What you can do here
help-elsewhere = There is more in { $rooms }.
help-topics = More, by topic: { $topics }. For example `!help agreements`.
help-about = Help about { $topic }
help-topic-kaart = card
help-topic-afspraken = agreements
help-topic-overleg = meeting
help-topic-regiehouder = coordinator
help-topic-delen = sharing
help-topic-mensen = people
help-topic-jezelf = yourself
help-more = About one command: `!help taal`.
help-parts = There is more: { $command }.
help-help = See what you can do here.
help-taal = Choose your language: Dutch or English.
help-status = See how many cases and open actions you have.
help-mijn = See your open actions in all cases, and what waits for your answer.
help-casus = See how the case stands now.
help-wie = See who is in this room and who the coordinator is.
help-regie = See who coordinates, or ask somebody. For example `!regie @anna`, `!regie CSG` or `!regie ik`.
help-actie = Agree on an action: who, when and what. See one: `!actie A3`.
help-acties = See the open actions of this case.
help-klaar = Report that an action is done. In your own chat, with the code first: `!klaar DH-7K3M A1`.
help-besluit = Record the outcome on an area (veiligheid, recht, hulp, herstel), or `nvt: reason`.
help-mdt-agenda = See the agenda of the MDT.
help-mdt-start = Open the MDT.
help-volgende = Go to the next case. Do you lead a case? Then this works in its room too.
help-mdt-sluit = Close the MDT.
language-set-nl = From now on I write to you in Dutch.
language-set-en = From now on I write to you in English.
status =
    You take part in { $cases ->
        [0] no case
        [one] 1 case
       *[other] { $cases } cases
    } and have { $actions ->
        [0] no open actions
        [one] 1 open action
       *[other] { $actions } open actions
    }.
    I know you as { $name } of { $organisation }.
welcome =
    Welcome, { $name }. I keep track of who does what in a case, and when.
    Three steps and you can begin, in any order.
welcome-steps =
    Read the privacy protocol: type `!protocol`. Do you agree? Type `!akkoord`.
    Have your identity checked. A colleague calls you and reads along. Or compare pictures: type `!emoji`.
    A colleague confirms that you work there. No call? Call a colleague yourself, on a number you know.
welcome-help = Need help? `!help` says what you can do here. `!status` says what you take part in. Nederlands? `!taal nl`.
welcome-not =
    Write nothing about a case here. Do that in the room of that case, once you are in it.
    In acute danger chat does not replace a phone call: call 112.
welcome-admin =
    Welcome, { $name }. You are an administrator: you manage who takes part. You see no cases.
    Two other administrators confirm you. One of them calls you to compare your identity.
    Then you come into the administrators' room. Type `!help` there to see what you can do.
welcome-auditor =
    Welcome, { $name }. You are an auditor: you inspect the audit trail. You see no cases.
    Two administrators confirm you. One of them calls you to compare your identity.
    Type `!help` to see what you can do.
morning-digest = Good morning. Actions: { $counts }.
morning-digest-hint = Your own list: `!mijn`. What they are stands in the case's room.
digest-late = { $count } late
digest-today = { $count } today
action-due =
    { $code } { $label } is due today, { $due }.
    Done? Type `!klaar` and the number in that case's room.

## Safety and trouble

intruders =
    { $count ->
        [one] 1 person was
       *[other] { $count } people were
    } removed from { $room }.
    Who is not on the list does not belong in that room. Find out how this could happen.
intruders-stay =
    { $count ->
        [one] 1 person who should not be there is
       *[other] { $count } people who should not be there are
    } still in { $room }.
    I cannot remove them. Do this yourself on the server, and find out how this could happen.
write-nothing =
    Write nothing in { $room } for now.
    Somebody was there who should not be. The administrator is looking into it.
    Use the phone until the administrator says that it is safe again.
somebody-put-out =
    { $count ->
        [one] 1 person was
       *[other] { $count } people were
    } put out of { $room } by hand.
    Whoever belongs there I invite again. Find out who did this.
rooms-lost = { $count ->
    [one] 1 room is
   *[other] { $count } rooms are
} no longer on the server:
rooms-lost-made-again = Direct chats and the administrators' room I make again myself.
rooms-lost-offer = What people wrote there is gone. What was agreed, I still know.
rooms-lost-how = Make them again? Type `!kamers opnieuw`, or add a code for one room.
lost-rooms-none = All rooms are on the server.
rooms-renewed = { $count ->
    [one] This room I make again:
   *[other] These { $count } rooms I make again:
}
rooms-renewed-how = Whoever belongs there gets a new invitation, and then the card.
no-lost-room =
    Code: there is no lost room with this code.
    Type `!kamers` to see which rooms are gone.
help-kamers = See which rooms are gone from the server, or have them made again.
message-set-aside =
    A message for { $room } cannot be sent.
    I have set it aside; what comes after it goes on.
    On the machine, `regiekamer apart` shows which message, and why.
message-missing =
    A message of mine could not be placed here.
    Do you miss an answer or a card? Ask for it again. The administrator knows.
no-such-account = { $count ->
    [one] 1 address does
   *[other] { $count } addresses do
} not exist on our server:
no-such-account-hint = I invited nobody here. Check the spelling in the list of members.
failure =
    This went wrong, and that was my doing. Nothing was changed.
    Try again later. Does it fail again? Give your administrator this number: { $reference }
could-not-read =
    I could not read your message. Please send it again.
    Does it fail again? Ask your administrator for help.

## Who may read along

help-vertrouw = See who cannot read along yet, or confirm somebody's identity.
trust-is-gezien = { $name } has not been confirmed yet.
trust-is-bevestigd = { $name } is confirmed.
trust-is-geblokkeerd = ⚠️ { $name } is blocked: the identity changed.
trust-of-ask = Call { $name }, not through this server. Ask to read one of these keys aloud and read along:
trust-of-own = identity
trust-of-device = device { $device }
trust-of-how =
    All the same? Then type the last two groups.
    Anything different? Confirm nothing, and call the administrator of the server.
trust-overview = { $count ->
    [one] 1 person cannot
   *[other] { $count } people cannot
} read along yet:
trust-overview-all = { $count ->
    [one] 1 person can
   *[other] All { $count } people can
} read along.
trust-overview-how = See what to compare: `!vertrouw @name`.
why-none = has no identity yet. Ask them to log in with an ordinary Matrix app and make a recovery key there.
why-gezien = has not been confirmed yet.
why-bevestigd = has no device that counts at the moment.
why-geblokkeerd = is blocked: the identity changed or vanished.
why-devices = not confirmed: { $count ->
    [one] device
   *[other] devices
} { $devices }.
cannot-read = Not everybody could read everything:
cannot-read-how = See what you can do: `!vertrouw`. I report this once a day.
device-refused = { $count ->
    [one] This device of yours does not read along: { $devices }
   *[other] These devices of yours do not read along: { $devices }
}
    Confirm it in your app, under Settings at Sessions or Encryption.
    Don't know it? Log it out there, and call your administrator.
identities-seen = { $count ->
    [one] Seen for the first time: 1 identity
   *[other] Seen for the first time: { $count } identities
}
identities-seen-confirm = They read along once a colleague or you confirm their identity: `!vertrouw @name`.
identities-seen-first-use = They read along from now on. If an identity changes, I block it and say so here.
identity-blocked-changed =
    ⚠️ The identity of { $name } changed.
    { $who } is blocked and reads along nowhere.
    Call to ask what happened. Then: `!vertrouw @name`.
identity-blocked-vanished =
    ⚠️ The identity of { $name } vanished.
    { $who } is blocked and reads along nowhere.
    Call to ask what happened. Then: `!vertrouw @name`.
identity-confirmed = { $name } is confirmed and reads along from now on.
you-are-confirmed =
    Your identity is confirmed. You can read along from now on.
    What I wrote before stays unreadable. In a case room I post the card once more.
you-are-confirmed-again =
    Your identity had changed and was confirmed again. You can read along once more.
    Until now you read nothing anywhere, and I did nothing of what you typed. What you missed in a room stays unreadable.
    In a case room I post the card once more. Do you not recognise this? Call your administrator at once.
audit-head = { $count ->
    [one] The audit trail has 1 entry now. The code to check it:
   *[other] The audit trail has { $count } entries now. The code to check it:
}
audit-head-why = With it you can see later whether somebody changed or removed anything. Leave this message here.

## When something cannot be done

unknown-command =
    I do not know that. Did you mean { $near }?
    Type `!help` to see what you can do here.
unknown-command-no-near =
    I do not know that.
    Type `!help` to see what you can do here.
too-many-commands =
    These are too many commands in one message.
    The first { $maximum } were handled, { $left } were not. Please send those again.
not-allowed =
    You cannot use { $command } here.
    Type `!help` to see what you can. Is this not right? Ask your administrator.
wrong-place =
    { $command } does not work here, but it does in { $place }.
    Type it again there.
missing-field =
    { $field }: this is still missing.
    For example: { $example }
too-short =
    { $field }: this is too short. Write at least { $minimum } characters.
    For example: { $example }
too-long =
    { $field }: this is too long. It holds { $maximum } characters.
    Make it shorter, or spread it over several messages.
not-understood =
    { $field }: I do not understand this.
    For example: { $example }
date-not-understood =
    { $field }: I cannot read a day in this.
    Type for example `vrijdag`, `27-11` or `over 3 dagen`.
no-such-date =
    { $field }: this day does not exist.
    Type for example `vrijdag`, `27-11` or `over 3 dagen`.
date-in-past =
    { $field }: { $given } has passed.
    Choose today or later, for example `vrijdag` or `27-11`.
date-too-far =
    { $field }: { $given } is more than two years away.
    Choose an earlier day, for example `vrijdag` or `27-11`.
date-ambiguous =
    { $field }: do you mean { $first } or { $other }?
    Type the day with a number, for example `27-11`.
day-missing =
    { $field }: which day do you mean?
    Type for example `maandag volgende week`, `eind november` or `27-11`.
weekday-mismatch =
    { $field }: the weekday and the date do not go together. That date is { $given }.
    Type only the weekday or only the date, for example `27-11`.
unknown-person =
    { $field }: I do not know this name.
    Type the name as it stands in `!wie`, for example `Anna`.
several-people =
    { $field }: this fits more than one: { $names }.
    Type the full name.
not-in-this-case =
    { $field }: there is no consent in this case for this person or organisation.
    Choose somebody who already takes part. Type `!wie` to see who they are.
may-not-coordinate =
    A coordinator comes from { $organisations }.
    Choose somebody from one of those, for example `!regie @name`.
already-coordinator =
    This person is the coordinator of this case already.
    There is nothing you need to do.
unknown-action =
    There is no action { $number } in this case.
    Type `!acties` to see the numbers.
action-is-done =
    Action { $number } is done already.
    Type `!acties` to see what is still open.
no-meeting =
    There is no MDT running now.
    The chair opens it in the MDT room with `!mdt start`.
meeting-runs-already =
    There is an MDT running already.
    Go on with `!volgende`, or close it with `!mdt sluit`.
not-this-cases-turn =
    It is not this case's turn in the MDT now.
    Record this when its turn comes. Can it not wait? Ask the chair for `!mdt spoed`.
nothing-to-discuss =
    There is nothing on the MDT's agenda now.
    There is nothing you need to do.
unknown-area =
    Area: choose `veiligheid` (safety), `recht` (law), `hulp` (care) or `herstel` (recovery).
    For example: `!besluit veiligheid: text`
unknown-topic =
    I have no explanation about this.
    Type `!help` to see what you can do here.
not-in-directory =
    { $field }: this person is not in the directory.
    Type the Matrix address or the name, for example `@anna`.
no-identity-shown =
    No sound identity of this person can be seen.
    Ask them to make a recovery key in their own app.
code-does-not-fit =
    Code: this does not fit what I see. Nothing was confirmed.
    Read it again together; capitals count. Still different? Call the administrator of the server.

## People: the directory, the rota and contact

help-leden = See how many people there are, or who belong to one organisation.
help-lid = See somebody's data, add somebody, or change name, organisation or region.
help-rol = Give somebody a role, or take one away.
help-dienst = See or decide who represents an organisation at the MDT this week.
help-contact = See how to reach an organisation, and whether it is open now.
role-professional = professional
role-regiehouder = regiehouder (coordinator)
role-voorzitter = chair
role-plaatsvervanger = deputy chair
role-beheerder = administrator
role-auditor = auditor
members = { $count ->
    [one] There is 1 professional
   *[other] There are { $count } professionals
}
members-count = { $count ->
    [0] nobody
    [one] 1 person
   *[other] { $count } people
}
members-waiting = { $count ->
    [one] of whom 1 does not take part yet
   *[other] of whom { $count } do not take part yet
}
members-apart = Besides: { $admins ->
    [one] 1 administrator
   *[other] { $admins } administrators
} and { $auditors ->
    [0] no auditor
    [one] 1 auditor
   *[other] { $auditors } auditors
}.
members-how = Who they are? Type for example `!leden CSG`.
members-of = { $name }: { $count ->
    [0] nobody
    [one] 1 person
   *[other] { $count } people
}
members-of-how = More about one person: `!lid @name`.
member-in = takes part
member-waiting = waits to be confirmed
member-protocol = has yet to accept the privacy protocol
member-address = Address
member-organisation = Organisation
member-regions = Region
member-roles = Role
member-by-machine = Confirmed on the bot's machine.
member-confirmed = Confirmed by { $names }.
member-unconfirmed = Not confirmed by anybody yet.
member-half-confirmed = Confirmed by { $names }; { $needed } are needed.
member-accepted = Privacy protocol: version { $version } was accepted.
member-accepted-none = Privacy protocol: not accepted yet.
member-cases = { $count ->
    [0] Is on the list of no case.
    [one] Is on the list of 1 case.
   *[other] Is on the list of { $count } cases.
}
changes-ahead = This will change:
changes-ahead-how = Is this right? Then type:
changes-made = This was changed:
changes-made-confirm = Who is new or changes organisation takes part once confirmed.
change-region = region { $key } changes
change-region-new = new region { $key }
change-organisation = organisation { $key } changes
change-organisation-new = new organisation { $key }
change-new = new at { $organisation }: { $name } { $data }
change-returned = back at { $organisation }: { $name } { $data }
change-renamed = is called { $name } from now on
change-moved = goes from { $before } to { $after } and must be confirmed again there
change-regions-won = also works in { $regions }
change-regions-lost = no longer works in { $regions }
change-roles-won = becomes { $roles }
change-roles-lost = is no longer { $roles }
change-cases = { $count ->
    [one] leaves 1 case
   *[other] leaves { $count } cases
}
change-coordinates = { $count ->
    [one] is regiehouder in 1 of them
   *[other] is regiehouder in { $count } of them
}
change-regie = the regie of { $code } goes from { $name } to { $to }
change-regie-nobody = nobody ⚠️
rota-week = On duty in the week of { $day }
rota-week-empty =
    Nobody is on the rota yet.
    Type for example `!dienst DH CSG ma @anna`.
rota-week-how = To change it, type for example `!dienst DH CSG ma @anna`.
rota-weekly = every { $day }
rota-deputies = { $first } (then { $deputies })
duty-set = { $where }, { $day }: { $who }
duty-set-nobody = { $where }, { $day }: nobody
duty-ahead = { $where }, { $day }: nobody will stand here
duty-replaced = Now or before: { $names }.
contacts = How to reach each other
contacts-how = More about one organisation: type for example `!contact CSG`.
contact-phone = Phone
contact-hours = Open
contact-crisis = Crisis service
contact-limits = Note
contact-none = No phone number is known yet. Ask your administrator.
contact-always = available day and night
contact-open = open now until { $time }
contact-closed = closed now, opens { $time }
contact-unknown = opening hours unknown
own-account =
    { $name }: an administrator or auditor does no other work, and the other way round.
    Take an account of its own for the other role.
admins-needed =
    There always stay at least { $needed } confirmed administrators.
    Add another administrator first, and have them confirmed.
chair-needed =
    Region { $region } would have no chair left.
    Give somebody else that role first, for example `!rol @anna voorzitter erbij`.
coordinator-needed =
    { $organisation } would have no regiehouder left in { $region }, while cases run there.
    Give a colleague that role first, for example `!rol @anna regiehouder erbij`.
no-role =
    { $name } would have no role left.
    Everybody has at least one.
also-professional =
    { $name }: a regiehouder or chair is a professional too.
    Add or keep that role.
no-region =
    { $name }: a professional works in at least one region.
    For example: `!lid @anna regio DH`
supplies-nobody =
    { $name }: no regiehouder comes from { $organisation }.
    Take that role away first, or choose somebody of another organisation.
unknown-organisation =
    Organisation: I do not know this one.
    Choose from: { $names }.
unknown-region =
    Region: I do not know this one.
    Choose from: { $names }.
word-taken =
    { $first } and { $second } would get the same name or code.
    A name belongs to one organisation or region.
same-account =
    This address differs from that of { $name } in capitals only.
    Copy the address exactly.
already-enrolled =
    { $name } is in the directory already.
    To change it, type `naam`, `organisatie` or `regio` behind the name, and what it becomes.
nothing-changes =
    { $name }: it is so already.
    Nothing was changed.
not-there =
    { $name } does not work for { $organisation } in { $region }.
    Choose somebody who does: type `!leden` and the organisation.
twice-that-day =
    { $name } is named twice.
    Name everybody once.

## Coming in

help-collega = See which colleague waits for you, or confirm a colleague.
help-protocol = Read the privacy protocol.
help-akkoord = Agree to the privacy protocol.
help-bevestig = Confirm somebody who has no colleague yet, or a new administrator. It takes the two of you.
step-do-protocol = read `!protocol` and type `!akkoord`
step-do-identiteit = have a colleague call you to compare your identity
step-do-collega = have a colleague confirm that you work there
step-do-beheerders = two administrators confirm you
step-waits-protocol = the privacy protocol
step-waits-identiteit = the identity
step-waits-collega = confirmation by a colleague
step-waits-beheerders = two administrators
step-tell-protocol = type `!protocol` in your chat with the bot in a moment, read it, and type `!akkoord`
step-tell-identiteit = log in with an ordinary Matrix app and make a recovery key there
steps-left = Still to do: { $steps }.
steps-none = Everything is done: you can begin.
colleagues = { $organisation }: { $count ->
    [one] 1 colleague waits
   *[other] { $count } colleagues wait
} to be confirmed
colleagues-none = At { $organisation } nobody waits for you now.
colleagues-how = See who it is and what to do: type `!collega @name`.
colleague-waits = { $name } still waits to be confirmed.
colleague-changed = ⚠️ The identity of { $name } changed. Until you call, nobody reads along under that name.
colleague-well = { $name } is confirmed. You need not do anything.
colleague-works = At { $organisation }, as { $roles }.
colleague-call = Call { $name } on a number you know already. Not through this server.
colleague-compare = Ask to read one of these keys aloud, and read along:
colleague-code = All right? Then type the last two groups in place of the crosses:
colleague-no-identity = No identity can be seen yet. Have them log in with an ordinary Matrix app.
colleague-not-ours = Does this person not work with you? Type:
colleague-admins = This is an administrator or auditor: two administrators confirm that.
colleague-tell = Tell { $name } on the phone: { $steps }.
colleague-ready = { $name } can begin.
colleague-confirmed = { $name } is confirmed as a colleague at { $organisation }.
colleague-identity = The identity of { $name } is confirmed.
colleague-denied =
    { $name } does not count at { $organisation }, and comes into no room.
    The administrators know. Was it a mistake? A colleague can still confirm.
vouched =
    { $name } is confirmed.
    { $who } counts at { $organisation } from now on.
vouched-one-more =
    Noted for { $name }. One other administrator must say so.
    Until then { $who } does not count at { $organisation }.
one-more-admin =
    One more administrator is needed for { $name }.
    Does { $who } belong? Call to find out. Then type `!bevestig @name`.
you-count-professional =
    You are confirmed: you work at { $organisation }.
    { $by } said so. Is that not right? Call your administrator.
you-count-beheerder =
    You are confirmed as an administrator.
    { $by } said so. Is that not right? Call another administrator.
you-count-auditor =
    You are confirmed as an auditor.
    { $by } said so. Is that not right? Call your administrator.
you-no-longer-count =
    A colleague says that you do not work at { $organisation }. Therefore you are out of the rooms.
    Is that not right? Call a colleague, who can confirm you again. Or call your administrator.
works-here =
    Does { $name } work with you?
    { $who } wants to take part. Call on a number you know already. Then type:
works-here-several = Do these { $count } people work with you?
works-here-several-how = Call each on a number you know already. Then type `!collega @name`.
is-it-them =
    Is this { $name }? The identity is new or has changed.
    { $who } does not read along until you know. Call on a number you know already. Then type:
is-it-them-several = The identity of these { $count } people is new or has changed. Is it them?
is-it-them-several-how = They do not read along yet. Call each on a number you know already. Then type `!collega @name`.
admins-must-confirm = { $count ->
    [one] 1 new person has
   *[other] { $count } new people have
} no colleague who can confirm:
admins-must-confirm-how =
    Two administrators do this together. Find out whether it is right, and each type `!bevestig @name`.
    One colleague of an organisation is enough: they do the others themselves.
nobody-answered = Colleagues twice said nothing about { $count ->
    [one] 1 person
   *[other] { $count } people
}:
nobody-answered-how = They come in nowhere yet. Call their organisation: a colleague types `!collega @name`.
not-one-of-us =
    ⚠️ { $name } does not work at { $organisation }, says { $by }.
    { $who } was nowhere in yet. Find out who this is, and take this person off the list.
not-one-of-us-counted =
    ⚠️ { $name } does not work at { $organisation }, says { $by }.
    { $who } counted already, and now leaves all rooms. Call both people and find out what is right.
protocol-text-open = Do you agree? Type `!akkoord`. This is version { $version }. Needed from { $since }.
protocol-text-needed = Do you agree? Type `!akkoord`. This is version { $version }. Without it you cannot be in the rooms.
protocol-text-accepted = You have agreed to this version ({ $version }).
protocol-accepted = Thank you. You have agreed to the privacy protocol, version { $version }.
protocol-asked =
    There is a new privacy protocol, version { $version }.
    Read it with `!protocol`. Do you agree? Type `!akkoord`.
    Do this before { $since }. After that you cannot be in the rooms without it.
protocol-asked-now =
    There is a privacy protocol, version { $version }.
    Read it with `!protocol`. Do you agree? Type `!akkoord`.
    Without it you cannot be in the rooms.
protocol-soon =
    Tomorrow you need the new privacy protocol, version { $version }.
    Type `!protocol` to read it and `!akkoord` if you agree. Without it you leave the rooms on { $since }.
protocol-missed =
    You are out of the rooms, because you have not agreed to privacy protocol version { $version }.
    Read it with `!protocol` and type `!akkoord`. You are then invited again at once.
protocol-news =
    Privacy protocol version { $version } was sent around. It is in force from { $since }.
    { $waiting ->
        [one] 1 person has
       *[other] { $waiting } people have
    } still to agree.
protocol-news-now =
    Privacy protocol version { $version } is in force now.
    { $waiting ->
        [0] Everybody agreed.
        [one] 1 person has not agreed and leaves the rooms.
       *[other] { $waiting } people have not agreed and leave the rooms.
    }
looks-alike = ⚠️ { $count ->
    [one] 1 name looks
   *[other] { $count } names look
} like somebody else's:
looks-alike-person = looks like { $name } ({ $who })
looks-alike-me = looks like me, the bot
looks-alike-how = Find out whether this is right. I do nothing about it myself, and tell it once.
new-device = { $devices } reads along with you now.
    You confirmed this device yourself: you need not do anything.
    Was it not you? Log it out in your app, and call your administrator at once.
not-yourself =
    You cannot say this of yourself.
    Ask a colleague, or the administrators.
first-yourself =
    This can be done once you are confirmed yourself.
    Ask a colleague to type `!collega`.
identity-first =
    This can be done once your own identity is confirmed.
    Ask your administrator to compare it with you.
unknown-colleague =
    I do not know this person at your organisation.
    Type `!collega` to see who waits.
already-confirmed =
    This person is confirmed already.
    You need not do anything.
ask-a-colleague =
    A colleague of that organisation says this, not an administrator.
    Ask a colleague to type `!collega @name`.
ask-admins =
    Two administrators say this, in the administrators' room.
    Ask your administrator.
said-already =
    You have said this already.
    Ask another administrator to type `!bevestig @name`.
no-protocol =
    There is no privacy protocol yet.
    Try again later.

## Comparing pictures

help-emoji = Compare pictures with somebody's phone, to confirm their identity.
comparison-asked =
    I asked { $name }'s phone to compare pictures.
    Call { $name } on a number you already know. Once it is accepted there, the pictures appear here.
comparison-of-yours =
    I asked your phone to compare pictures.
    Accept it there. Then my pictures appear here.
pictures = These are the pictures for { $name }:
pictures-how = Call { $name }. Exactly these pictures, in this order? Then { $name } presses “they match” on the phone, and you type:
pictures-not = Anything else? Then type:
pictures-own = Do you see these pictures on your phone too?
pictures-own-how = Then press “they match” there. Do you see anything else? Press “they do not match”, and call your administrator.
comparison-decided-same =
    Good. I am finishing it with { $name }'s phone.
    You will read here whether it worked.
comparison-decided-other = I am breaking it off. Nothing was confirmed.
compared-well =
    { $name } is confirmed: the pictures and the keys are right.
    { $who } can read along from now on.
you-compared-well =
    Done. Your app now knows for sure that it is me.
    There is nothing left to do.
comparison-ended-cancelled =
    Comparing with { $name } was broken off. Nothing was confirmed.
    Again? Type `!emoji` followed by the name.
comparison-ended-timeout =
    Comparing with { $name } took longer than ten minutes. Nothing was confirmed.
    Again? Type `!emoji` followed by the name.
comparison-ended-mismatch =
    { $name }'s pictures were not the same. Nothing was confirmed.
    The administrators know. Call { $name }, and discuss nothing through this server.
comparison-ended-wrong-key =
    { $name }'s keys are not the ones I see. Nothing was confirmed.
    The administrators know. Call { $name }, and discuss nothing through this server.
comparison-ended-no-device =
    { $name } has no phone or computer that I can ask.
    Have them log in with an ordinary Matrix app and make a recovery key there.
pictures-differ =
    ⚠️ When comparing with { $name } the pictures or keys were not right.
    Somebody who does not belong may be reading along. Call { $name } and the administrator of the server.
    Nothing was confirmed for { $who }.
nothing-to-compare =
    There are no pictures of this person to compare here.
    Begin with `!emoji @name`.
not-your-own =
    Your identity is not confirmed yet. You cannot do that yourself.
    Call a colleague: they type `!emoji` with your name.

## Somebody goes

help-uitdienst = See what ends when somebody leaves service, and have it done.
help-terugtrekken = Withdraw from a case, for example because you know somebody. You need not say why.
help-uitsluiten = Take somebody out of a case of which you are the regiehouder. You need not say why.
leaving-ahead = { $name } leaves service. Nothing has changed yet.
leaving-changed = Something has changed meanwhile. This is how it is now:
left-service = { $name } has left service and every room.
going-how = Is this right? Type:
going-rooms = Out of the rooms
going-rooms-casus = { $count ->
    [one] 1 case
   *[other] { $count } cases
}
going-rooms-mdt = { $count ->
    [one] 1 MDT room
   *[other] { $count } MDT rooms
}
going-rooms-beheer = { $count ->
    [one] the administrators' room
   *[other] the administrators' rooms
}
going-duties = { $count ->
    [one] 1 duty goes off the rota.
   *[other] { $count } duties go off the rota.
}
going-actions = { $count ->
    [0] no actions
    [one] 1 action
   *[other] { $count } actions
}
going-coordinator = regiehouder
going-nobody = nobody
going-comes = by the rota joins: { $names }
going-more = And in { $count } more cases.
going-left = ⚠️ Nobody can take over the actions in { $codes }. I say so in the room there.
going-uncovered = ⚠️ Without a regiehouder: { $codes }.
somebody-gone = { $name } no longer takes part in { $code }.
gone-actions = { $count ->
    [one] { $labels } is { $to }'s now.
   *[other] { $labels } are { $to }'s now.
}
gone-actions-nobody = ⚠️ { $count ->
    [one] { $labels } has nobody now
   *[other] { $labels } have nobody now
} who can do it. Agree on who takes over.
no-longer-coordinator = { $name } is no longer the regiehouder of { $code }.
gone-comes = By the rota joins: { $names }.
gone-coordinator = The new regiehouder is { $name }.
taken-over = You now take part in { $count ->
    [one] 1 case
   *[other] { $count } cases
} of a colleague:
taken-over-how = Accept the invitation. In the room you get the card at once.
without-coordinator = ⚠️ { $count ->
    [one] 1 case
   *[other] { $count } cases
} without a regiehouder: { $codes }
without-coordinator-how = In the case room the team chooses a new one: `!regie @anna`.
withdraw-ahead = You withdraw from { $code }. Nothing has changed yet.
withdraw-ahead-for-good = You leave the room at once and you cannot come back.
withdrawn = You no longer take part in { $code }.
read-before = What you have read may still be on your phone or computer.
work-moved = You no longer take part in { $codes }: your work has changed.
work-moved-wrong = Is this wrong? Call your administrator.
exclude-ahead = { $name } goes out of { $code }. Nothing has changed yet.
exclude-ahead-for-good = It happens at once, and it is for good. I say nowhere why.
excluded = { $name } no longer takes part in { $code }.
excluded-told = { $name } hears so in the direct chat, without a reason.
no-longer-in-case =
    You no longer take part in { $code }.
    What you have read may still be on your phone or computer.
    Questions? Call your administrator: { $names }.
leave-oneself =
    You cannot take yourself out of service.
    Ask another administrator.
no-successor =
    { $name } cannot take this over.
    Choose a colleague of the same organisation who is confirmed and accepted the privacy protocol.
only-coordinator =
    { $name } is the only regiehouder of the organisation in { $region }, while cases run there.
    Give somebody else that role first, with `!rol`. It can be: { $names }.
only-coordinator-no-names =
    { $name } is the only regiehouder of the organisation in { $region }, while cases run there.
    Add a colleague first, and give them the role with `!rol`.
not-your-case =
    I find no case under this code in which you take part.
    Check the code, for example `DH-7K3M`.
coordinator-excludes =
    Only the regiehouder of { $code } can exclude somebody.
    Call the regiehouder.
withdraw-instead =
    You cannot exclude yourself.
    Type { $command } to withdraw.

## The 24-hour clock and urgent meetings

help-mdt-spoed = Weigh one case now, at any hour. Does an MDT run? Then this case is the next in it.
help-overschreden = Record why the MDT was later than 24 hours.
urgent-started = Urgent MDT: { $code } is on now.
urgent-started-left = The 24 hours last until { $deadline }.
urgent-started-late = The 24 hours ended { $deadline }.
urgent-started-how = The people were called in the room of the case. Done? Type `!mdt sluit` in the MDT room.
urgent-next =
    { $code } is the next in the MDT that runs now.
    Type `!volgende` in the MDT room to begin.
urgent-how = then the MDT weighs this case at once. The chair types this, in the MDT room.
called-together =
    { $code }: the MDT weighs this case now, urgently.
    The card stands above. Take part if you can.
deadline-near = The 24 hours are nearly over: { $left } left.
deadline-near-when = The MDT has to weigh this case before { $moment }. Is its usual time too late?
lapses-soon = { $code }: the 24 hours are nearly over, { $deadline }.
your-deadline = { $code }: { $left } left until the 24 hours for the MDT are over.
deadline-passed = The 24 hours for the MDT are over, since { $moment }.
deadline-passed-at-opening = The report was more than 24 hours old when this case came in. That can happen.
deadline-passed-agenda = The case is on the agenda of the next MDT as usual. Needed sooner?
deadline-passed-weighed = The MDT weighed this case { $moment }.
reason-how = records the reason.
reason-word = reason
reason-asked = { $code }: the 24 hours for the MDT are over. Why was it not sooner?
reason-asked-at-opening = { $code } came in with a report of more than 24 hours ago. How did that happen?
reason-asked-how = { $count ->
    [one] Type it in the case's room. Not in there? Ask somebody who is.
   *[other] Type it in the room of each case. Not in there? Ask somebody who is.
}
reason-asked-again = { $code }: it was not recorded yet why the MDT was later than 24 hours.
breach-explained = Recorded why the MDT was later:
breach-explained-again = Changed why the MDT was later:
agenda-met = { $standing }, weighed in time
agenda-lapsing = The 24 hours of these cases end before the next MDT:
card-breach = Why later than 24 hours
card-breach-no-reason = not recorded yet. Type `!overschreden: reason`
urgent-other-region =
    This code is of another region.
    You can do this for cases of { $region }.
urgent-unknown =
    This region has no case with this code.
    Check the code, for example `DH-7K3M`.
urgent-closed =
    { $code } is closed, so there can be no urgent MDT.
    Ask the people of that case.
urgent-now =
    { $code } is on now already.
    You need not do anything.
urgent-discussed =
    This MDT has discussed { $code } already.
    Once more? Type `!back` followed by this code, in the MDT room.
not-overrun =
    The 24 hours of this case were not overrun.
    You need not do anything.
who-explains =
    This is recorded by the coordinator, a chair, or somebody of { $organisations }.
    Ask one of them.

## Consent

help-toestemming = See who has consent, record an answer, or withdraw consent. Withdrawing works at once.
help-reden = Write down why you withdrew a consent. Whoever is out does not read it.
consent-overview = Consent in { $code }
consent-overview-how = Earlier answers: `!toestemming Politie`. Withdraw: `!toestemming Politie ingetrokken`.
consent-nobody-here = ⚠️ Nobody takes part in this case now.
consent-history = { $organisation } in { $code }, newest first
consent-never = No answer was recorded yet.
consent-older = And { $count ->
    [one] 1 older answer
   *[other] { $count } older answers
}.
consent-why = Reason
consent-why-hidden = The reason is kept. I do not show it here while this organisation takes part.
consent-is-ja = yes
consent-is-nee = no
consent-is-anoniem = anonymously only
consent-is-ingetrokken = withdrawn
consent-is-grondslag = on a ground in law, no consent
consent-for = for { $areas }
consent-for-what = For
consent-for-all = all four areas
consent-until = up to and including { $day }
consent-until-when = Until
consent-decider = { $who ->
    [slachtoffer] the victim
    [beiden] the victim and the parent or guardian
   *[other] the parent or guardian
}
consent-decided = { $who ->
    [slachtoffer] decided by the victim
    [beiden] decided by the victim and the parent or guardian
   *[other] decided by the parent or guardian
}
consent-who-decided = Who decided
consent-heard = heard by { $name } on { $moment }
consent-ran-out = ran out on { $moment }
consent-heard-intake = from the intake, { $moment }
consent-from-intake = from the intake
consent-of-intake = The intake was { $moment }.
consent-in-room =
    Consent stands in the room of { $code }.
    Type `!toestemming` there. You can also withdraw here: { $command }.
yes-ahead = { $organisation } will take part in { $code }. Nothing has changed yet.
yes-recorded = Consent: { $organisation } takes part in { $code }.
consent-joins = Gets access
consent-waiting = Comes in only when confirmed and agreed to the privacy protocol
consent-same-people = Who takes part stays the same.
answer-recorded = Recorded: { $organisation } – { $answer }. Who takes part stays the same.
you-may-join =
    You may take part in { $code }.
    Accept the invitation. In the room you get the card; what was said before, you do not read.
organisation-gone = { $organisation } no longer takes part in { $code }.
organisation-gone-ended = The consent was valid up to and including { $day } and has ended.
organisation-gone-have = They read nothing new. What they have read may still be on their devices.
consent-taken-there = Recorded in { $code }: the consent no longer holds.
consent-ask-why = Do you want to add a reason? Type { $command } here. Whoever is out does not read it.
consent-explained = The reason is kept.
consent-dropped = What you typed behind it was not kept. Everybody in the room could read it.
consent-nobody-left = ⚠️ Nobody takes part in this case any more. The administrators know.
out-of-case =
    You no longer take part in { $code }: { $ground ->
        [1] the legal ground ended
       *[other] the consent ended
    }.
    What you have read may still be on your phone or computer.
    Leave the room if it is still in your list. Delete what you kept yourself, such as screenshots and notes.
    Do the rules of your work say that you must keep something? Ask your manager.
nobody-left =
    ⚠️ Nobody takes part in { $code } now. The case stays.
    { $granted ->
        [1] Organisations may still take part. Whoever is on duty comes in at the next MDT. See who with `!dienst`.
       *[other]
            There is no consent, and so no coordinator either. Nobody reads what stands there.
            Is there consent again? Then the last coordinator types `!toestemming`, the code and `ja` in their own chat.
            Is that not possible? Then it begins with a new intake.
    }
reason-kept = The reason is kept with { $code }.
consent-ends =
    A consent in { $code } ends: up to and including { $until }.
    Ask in time whether it may stay, and record that in the case room with `!toestemming`.
consent-ends-here =
    The consent for { $organisation } ends: up to and including { $until }. There is no coordinator.
    Ask in time whether it may stay. First choose a coordinator with `!regie @anna`.
unknown-party =
    That organisation is not in the directory.
    Type the name as in `!toestemming`, for example `!toestemming Politie`.
answer-not-understood =
    Which answer do you mean? Choose yes, no, anonymous or withdrawn.
    For example: `!toestemming Politie ja veiligheid door ouder tot 1 maart`.
only-coordinator-says-yes =
    Only the coordinator records a yes: { $name }.
    Anybody may withdraw.
coordinating-says-yes =
    There is no coordinator yet. Until then an organisation that may supply one records a yes.
    Anybody may withdraw.
yes-only-in-room =
    A yes is recorded in the room of { $code }.
    There you first see who gets access.
answer-stands-already = That is what it says already for { $name }.
takes-no-part = { $name } does not take part: there is no consent to withdraw.
nobody-works-there =
    Nobody of { $name } can take part in this case.
    Ask an administrator who works there in this region and belongs in the directory.
decider-needed =
    The victim is a minor. Say who decided: `door slachtoffer`, `door ouder` or `door beiden`.
    For example: `!toestemming Politie ja door beiden`.
case-is-closed =
    This case is closed. You can only read it.
    Contact needed again? In your own chat with me, type `!casus heropen`, the code and the reason.
reason-is-kept =
    There is a reason of yours with this case already. It does not change any more.
    Does this belong to another organisation? Put it before it, for example `!reden DH-7K3M Politie: tekst`.

## Who works on a case, guests of the MDT, absence

help-vervang = Let a colleague take your place or that of somebody else of your organisation. The actions go along.
help-erbij = Put a colleague of your organisation on the case. A guest of the MDT then stays after it too.
help-afwezig = In your own chat: say when you are away and who stands in for you. In the MDT room: absent today.
replaced = { $by } takes over from { $name } in { $code }.
worker-waiting = { $name } can only come into the room once confirmed by a colleague and agreed to the privacy protocol.
worker-joined = Added to { $code }: { $name } ({ $organisation }).
worker-stays = { $name } ({ $organisation }) stays in { $code }, after the MDT too.
joined-there = { $name } takes part in { $code } now.
joined-there-stays = { $name } stays in { $code }, after the MDT too.
replaced-you =
    You no longer take part in { $code }: a colleague takes over.
    What you have read may still be on your phone or computer.
stays-for-meeting =
    A colleague takes over from you in { $code }.
    You are still in it today for the MDT. After that you go out by yourself.
you-may-join-later =
    You were asked for { $code }. You cannot come in yet.
    Have a colleague confirm you, and agree to the privacy protocol: type `!protocol`.
    Then you get an invitation by itself.
seat-today = Today you take part in the MDT for { $codes }.
seat-today-how = Accept the invitation: in the room you get the card. After the MDT you are out again by itself.
seat-lost = You do not take part in today’s MDT after all for { $codes }.
guest = { $name } ({ $organisation })
guests-came = With us today for the MDT: { $people }.
guests-went = No longer with us for the MDT: { $people }.
guests-stay = { $people } { $count ->
    [one] stays
   *[other] stay
} in this case: something is still open there.
who-guest = { $organisation }, today for the MDT
absence-none = You are not marked as away.
absence-how = Are you away? Type for example `!afwezig 1-12 t/m 8-12 @bas`. The name behind it is who stands in for you; you may leave it out.
absence-list = You are away:
absence-set = Noted: you are away { $days }.
absence-days = from { $first } up to and including { $last }
absence-by = replaced by { $deputy }
absence-deputy = { $deputy } stands in for you on the rota and knows it.
absence-no-deputy = On those days the rota takes the next one of your organisation.
absence-replaced = This takes the place of: { $days }.
absence-stands-in = ⚠️ You also stand in for { $names } then. Agree on who does that.
absence-back = Not away after all? Type `!afwezig weg`.
absence-gone = You are back. This is gone:
you-stand-in =
    You stand in for { $name } on the rota: { $days }.
    Can you not do that? Call { $name }.
stand-in-no-longer = You need not stand in for { $name }: { $days }.
no-such-colleague =
    I find no colleague by that name in your own organisation.
    Type the name as in the directory, for example { $example }.
    Another organisation chooses for itself who takes part.
colleague-not-here =
    That person is not in this case for your organisation.
    See with `!wie` who takes part. For example: { $example }.
cannot-take-part =
    { $name } cannot take part in this case.
    Choose another colleague who works in this region.
own-organisation-only =
    Every organisation says itself who takes part.
    Ask somebody of that organisation in the case.
replaces-themself =
    That is { $name } twice.
    First type who goes, then who comes: `!vervang @anna door @bas`.
already-case-worker =
    { $name } takes part in this case already.
    You need not do anything.
coordinator-first =
    { $name } is the coordinator, and { $other } cannot take that over now.
    First choose another coordinator in the case room: `!regie @anna`.
period-reversed =
    The last day comes before the first: { $first } and { $last }.
    Type the first day first: `!afwezig 1-12 t/m 8-12`.
cannot-stand-in =
    { $name } cannot stand in for you.
    Choose a colleague of your own organisation who works in all your regions and accepted the privacy protocol.
deputy-away =
    { $name } is away then too.
    Choose somebody else, or leave the name out: `!afwezig 1-12 t/m 8-12`.
never-away =
    You are not marked as away.
    You need not do anything.

## Keeping the card true

help-casus-wijziging = Write down what has changed. The case then returns to the MDT.
help-casus-gehoord = Record that the family was heard: who, and when.
help-casus-niet-gehoord = Record why the family was not heard.
help-casus-kindcheck = Put on the card what is known now about children and their safety.
help-casus-wensen = Put on the card what the victim wants now, and does not want.
help-casus-contact = Put on the card how and when contact is safe now.
help-casus-aangifte = Write down what the victim says about reporting to the police. The victim decides.
help-besluit-rest = Record that earlier outcomes still hold, for all areas that need one.
change-noted = Noted. { $code } returns to the MDT.
change-noted-already = Noted. { $code } was on the agenda of the MDT already.
change-noted-how = Acute danger? Do not wait for the MDT: call 112.
case-changed =
    { $code }: something has changed. The case is on the agenda of the MDT.
    What has changed stands in the room of the case.
noted = Noted. The card shows this now.
noted-text = { $text }
noted-not-heard = not heard: { $text }
noted-again = What stood there before is kept.
outcomes-kept = This stays as it was: { $areas }.
card-change = Changed
card-change-text = { $text } ({ $day }, { $by })
card-change-more = { $count ->
    [one] Before that, something changed once more: { $command }
   *[other] Before that, something changed { $count } times more: { $command }
}
card-noted = { $text } (updated { $day } by { $by })
card-reporting = Police report
card-reporting-unknown = not discussed; the victim decides
card-heard = Family heard
card-heard-yes = { $text } ({ $day }, { $by })
card-heard-no = no: { $text } ({ $day }, { $by })
card-heard-unknown = not recorded yet. Type `!casus gehoord: text`
card-clock = 24 hours
card-clock-left = before { $moment }, { $left } left
card-clock-passed = over since { $moment }
card-clock-met = discussed in time, { $moment }
card-agenda-done = discussed, not on the agenda
card-agenda-when = on the agenda of { $moment }
card-agenda-now = in the MDT that is running now
card-agenda-on = on the agenda
card-agenda-off = not on the agenda
card-actions-more = And { $count } more: { $command }
card-age = { $age } years old
card-area-earlier = { $need } → decided earlier: { $outcome }
yes-ahead-many = ⚠️ This makes it { $count } organisations. Could it be fewer?
doubt-nobody = ⚠️ The victim is a minor and it is not recorded who decided. Look at this: { $names }.
doubt-other = ⚠️ At this age { $who ->
    [slachtoffer] it is usually the victim who decides
    [beiden] the victim and the parent or guardian usually decide together
   *[other] it is usually the parent or guardian who decides
}. Look at this: { $names }.
unknown-case-word =
    That cannot stand behind `!casus`. Did you mean { $near }?
    These can: { $words }.
unknown-case-word-no-near =
    That cannot stand behind `!casus`.
    These can: { $words }. For example `!casus wijziging: he was at the door again`.
nothing-earlier =
    There is no earlier outcome that could stay.
    Record the outcome, for example `!besluit veiligheid: lock was replaced`.
other-case-here =
    This room is only about { $code }. Nothing was changed.
    Leave out the code here, for example `!toestemming Politie ingetrokken`.

## Closing and reopening a case

help-casus-sluit = Close this case. You see first what is still open.
help-casus-heropen = Reopen a closed case, with the reason.
help-vervalt = Report that an action is no longer needed, and why.
closing-blocked = { $code } cannot be closed yet. First:
closing-blocked-then = Done? Type `!casus sluit` again.
closing-more = And { $count } more.
closing-meets-mdt = The MDT is weighing this case now. Wait until the chair goes on.
closing-meets-actie = { $label } of { $owner }, { $day }
closing-meets-gebieden = No outcome yet for { $areas }. In the MDT, type { $decide }
closing-meets-termijn = Nothing says yet why the MDT was later than 24 hours: `!overschreden: reden`
closing-meets-grondslag = { $label } was not reviewed yet by another organisation: { $review }
closing-meets-contact = Nothing says how the victim can be reached safely: `!casus contact: tekst`
closing-meets-kindcheck = The child check is empty: `!casus kindcheck: tekst`
closing-meets-familie = It does not say whether the family was heard: `!casus gehoord: tekst` or `!casus niet gehoord: reden`
closing-meets-anoniem = Only consulted anonymously: { $organisations }.
closing-ahead = Closing { $code }. Nothing has changed yet.
closing-look = Have a look at this. It may stay as it is:
closing-follow-up = Follow-up
closing-no-follow-up = There will be no follow-up.
closing-moved = A day off is not possible: the next working day takes its place.
closing-then = After that nobody can write here any more. Reading still works.
closing-other = Other days: `!casus sluit nazorg 1 juni en 1 december`. No follow-up: `!casus sluit zonder nazorg`.
case-closed = { $code } was closed by { $by }.
case-closed-read-only = Nobody can write here any more. Reading still works.
case-closed-reopen = Contact needed again? In your own chat with me, type { $command }
case-reopened = { $code } is open again, by { $by }.
case-reopened-why = Why
case-reopened-write = Everybody can write here again.
case-reopened-mdt = The case is back at the next MDT. All four areas need a new outcome.
case-reopened-follow-up = The follow-up of { $days } is dropped.
reopened-there = { $code } is open again.
reopened-there-write = Everybody can write in the room of the case again. The card is there too.
reopened-there-uncovered = There is no coordinator. The administrators and the chair know.
action-dropped = { $label } is dropped, reported by { $by }.
action-list-dropped = Dropped: { $count }.
card-life = Course
card-life-gesloten = closed on { $moment }
card-life-heropend = reopened on { $moment }
only-coordinator-closes =
    A case is closed by its coordinator: { $name }.
    Ask there.
coordinating-closes =
    There is no coordinator yet. Choose one with `!regie @naam`, or ask somebody who could be one to close it.
    That can be at { $organisations }.
close-in-its-room =
    A case is closed in its own room.
    Type `!casus sluit` there.
closing-not-understood =
    I do not understand what stands behind `sluit`. Type `!casus sluit` to see what is still open.
    For example: `!casus sluit nazorg 1 juni en 1 december`, or `!casus sluit zonder nazorg`.
too-many-follow-ups =
    Date: choose one or two days for the follow-up.
    For example: `!casus sluit nazorg 1 juni en 1 december`.
follow-up-today =
    Date: { $given } is today, and a follow-up comes later.
    Choose a day to come, for example `!casus sluit nazorg 1 juni`.
case-is-open =
    { $code } is not closed.
    You need not do anything.
coordinating-reopens =
    A case is reopened by its coordinator, or by somebody of { $organisations }.
    Ask one of them.
action-is-dropped =
    { $number } was dropped already.
    Needed after all? Agree on a new action with `!actie`.
who-drops =
    This is an action of { $owner }.
    Ask { $owner } or the coordinator. A colleague of its owner, or who agreed on it, may do it too.

## Een grondslag in plaats van toestemming

help-grondslag = Record on which ground in law your organisation shares without consent. A witness looks along.
help-getuige = Confirm another organisation's legal ground as a witness.
help-grondslagen = See or decide in which region the list of grounds is shown for sexual violence too.
consent-ground = on a ground in law ({ $label }), no consent
consent-ground-by = recorded by { $name } on { $moment }
organisation-gone-ground = The legal ground ends.
ground-taken-there = The legal ground in { $code } ends.
ground-overview = Sharing without consent in { $code }
ground-none = No legal ground has been recorded yet.
ground-how-begin = To begin: `!grondslag OM`, with the organisation that gets the data.
ground-how-show = See all of one number: `!grondslag G1`.
ground-records-only = I record what you choose. Whether it is allowed is for you to judge.
ground-check-law = ⚠️ Check current law. I record, I approve nothing.
ground-shown = { $label } in { $code }: sharing without consent
ground-between = { $giver } gives to { $receiver }
ground-is-concept = draft
ground-is-geldt = holds now
ground-is-voorbij = holds no longer
ground-is-weg = dropped
ground-is-verlopen = lapsed after a week
ground-is-gever = lapsed: the giver lost consent itself
ground-is-ontvanger = lapsed: the receiver takes part already
ground-needs = still needed: { $steps }
ground-needs-witness = waits for a witness
ground-needs-confirming = waits for confirmation
ground-to-review = ⚠️ must still be reviewed
ground-step-grond = the ground
ground-step-doel = the purpose
ground-step-nodig = what is necessary and why
ground-draft = { $giver } gives to { $receiver }. Nobody comes in yet.
ground-refused = Note: the answer for { $receiver } is now: { $answer }.
ground-list-off = The list of grounds is not shown here: it was not made for sexual violence.
ground-list-none = The list has no ground from { $giver } to { $receiver }. Consent is the better way.
ground-vital = Vital interest, article 6(1)(d) GDPR. Only in acute danger to somebody's life or health.
ground-own = This ground was typed by hand and is not from a list.
ground-next-grond = Choose a number from this list.
ground-next-own = Type the ground yourself, with the number of the article.
ground-next-vital = Only in acute danger to somebody's life or health.
ground-all-at-once = All in one message works too.
ground-ask-grond = { $label }: which article of the law is it?
ground-ask-doel = { $label }: what is it for?
ground-ask-nodig = { $label }: which data are necessary, and why?
ground-so-far = So far:
ground-your-text = text
ground-alone =
    There is no witness now: only { $giver } takes part in this case.
    Ask the coordinator whether another organisation can get consent.
ground-ahead = { $label } is complete: who is the witness? { $receiver } does not take part in { $code } yet.
ground-ahead-vital = { $label } is complete: let it act now? { $receiver } does not take part in { $code } yet.
ground-parties = Who
ground-ground = Ground
ground-terms = What the list says
ground-purpose = Purpose
ground-necessity = Necessary
ground-by = Giver
ground-by-when = { $name }, { $moment }
ground-witness = Witness
ground-without-witness = none, at once on { $moment }
ground-review = Review
ground-review-by = Reviewed by
ground-how-witness = A witness of another organisation than { $giver } types this, after reading:
ground-confirm = Somebody of { $giver } types this to have it done at once:
ground-vital-after = On the next working day I ask the coordinator, or else the chair, to have this reviewed.
ground-recorded = { $receiver } takes part in { $code }, on a ground in law ({ $label }). This is no consent.
ground-how-end = Not right? This works at once.
ground-how-review = Somebody of another organisation than { $giver } reviews this.
ground-dropped = { $label } is dropped. Nobody came in.
ground-reviewed = { $label } is reviewed.
review-asked = { $label } in { $code } waits for a review.
review-asked-why = This took effect at once. That is why somebody looks at it afterwards.
review-asked-how = Ask somebody of another organisation than the giver to type this in the case.
review-asked-alone = Nobody can do so now: only the giver takes part. If nobody joins, you can still close the case.
witness-asked = { $label } in { $code } waits for a witness.
witness-asked-how = Read it in the case. Is it right? Then type the line that stands there.
ground-refused-before = Note: the answer for { $receiver } was before that: { $answer }.
takes-part-by-ground = { $organisation } takes part on a ground in law ({ $label }), no consent.
closing-meets-grondslag-alone = { $label } was not reviewed: only the giver still takes part.
ground-regions = The list of grounds for sexual violence
ground-region-on = shown
ground-region-off = not shown
ground-list = The list holds { $count ->
    [one] 1 ground
   *[other] { $count } grounds
}. Source: { $source }, { $moment }.
ground-list-empty = The list is empty.
ground-regions-how = For other violence the list is shown everywhere. To change: `!grondslagen DH aan` or `uit`.
ground-region-set = { $region }: for sexual violence the list of grounds is now { $shown ->
    [1] shown
   *[other] not shown
}.
step-not-understood =
    I do not understand that step. Nothing was changed.
    The steps are `ground`, `purpose` and `needed`. For example: `!ground G1 purpose: arrange safety together`.
unknown-receiver =
    That organisation is not in the directory, so nobody of it can take part. Type for example `!ground OM`.
    Does it belong there? Ask the administrator to add it.
giver-is-yours =
    You record a ground for your own organisation only: { $name }.
    Ask somebody of the other organisation to do it.
receiver-is-yours =
    That is your own organisation. Name the organisation that gets the data.
    For example: `!grondslag OM`.
has-access-already = { $name } takes part already. A ground is not needed.
unknown-ground =
    That number is not in this case.
    Type `!grondslag` to see all numbers.
no-such-line = { $last ->
    [0] For { $label } there is no list to take a number from. Type the ground yourself, for example `!grondslag G1 grond: article 6(1)(e) GDPR`.
    [1] The list for { $label } has one ground only. Type for example `!grondslag G1 grond 1`.
   *[other] That number is not in the list for { $label }: choose 1 to { $last }, for example `!grondslag G1 grond 1`.
}
givers-draft =
    { $label } is of { $name }. Only they change it.
    Everybody here may read it: `!grondslag` with the number.
ground-is-done =
    { $label } has been recorded. Nothing of it changes any more.
    To read: `!grondslag` with the number.
draft-is-dropped =
    { $label } was dropped.
    Begin anew, for example with `!grondslag OM`.
draft-is-old =
    { $label } lay for more than a week and has lapsed.
    Begin anew, for example with `!grondslag OM`.
draft-without-giver =
    { $label } has lapsed: { $name } lost consent itself meanwhile.
    Begin anew, for example with `!grondslag OM`.
draft-not-needed = { $label } has lapsed: { $name } got access meanwhile.
draft-incomplete =
    { $label } is not complete yet.
    Type `!grondslag` with the number to see what it still needs.
witness-from-elsewhere =
    A witness is of another organisation than { $name }.
    Ask somebody else in this room.
witness-needed =
    You do not confirm { $label } yourself: a witness of another organisation does.
    See the line for the witness with `!grondslag` and the number.
giver-confirms =
    With a vital interest { $name } confirms. No witness is needed.
    Reviewing comes after that.
nothing-to-review = There is nothing to review in { $label }: that is done only after a vital interest.
reviewed-already = { $label } has been reviewed. That does not change any more.
review-from-elsewhere =
    { $label } is reviewed by somebody of an organisation that neither gives nor receives.
    Ask somebody else in this room.
shown-as-asked = That is so already in { $region }.

## The agenda from state

agenda-planned = { $standing }, { $count } min
agenda-minutes = Together { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}: done around { $time }.
agenda-minutes-only = Together { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}.
agenda-starts = The MDT begins at { $time }. The chair opens it with `!mdt start`.
meeting-soon = MDT { $region }, { $moment }: { $count ->
    [one] 1 case
   *[other] { $count } cases
}. The chair opens it with `!mdt start`.
on-agenda = { $code } is on the agenda of { $moment }.
on-agenda-why = Why: { $reasons }.
reason-nieuw = the MDT has not weighed the case yet
reason-aangehouden = an earlier MDT was not done with it
reason-gewijzigd = the situation changed
reason-heropend = the case was reopened
reason-geen-regiehouder = there is no coordinator
reason-te-laat = an action is late
reason-herbeoordeling = the day to review it has come
field-minuten = Minutes
field-plaats = Place
help-mdt-volgorde = Give a case another place on the agenda.
help-mdt-tijd = Plan more or fewer minutes for a case.
place-set = { $code } is now in place { $place }.
minutes-set = For { $code } { $count ->
    [one] 1 minute is planned
   *[other] { $count } minutes are planned
}.
not-on-agenda =
    That code is not on the agenda of { $day }. Nothing changed.
    Type `!mdt agenda` to see the codes.
taken-up-already =
    { $code } was taken up in this MDT already. Nothing changed.
    Choose a case that still waits.
no-such-place =
    There is no such place: choose 1 to { $last }.
    For example: `!mdt volgorde DH-7K3M 1`.
minutes-outside =
    Choose 1 to { $most } minutes.
    For example: `!mdt tijd DH-7K3M 10`.

## What the MDT decides on a case

not-applicable-because = not applicable: { $reason }
area-not-yours =
    Your organisation cannot decide on { $area } in this case: the consent does not cover it.
    Ask somebody of { $organisations }.
area-not-yours-no-organisations =
    Your organisation cannot decide on { $area } in this case: the consent does not cover it.
    Nobody here can right now. Ask the coordinator which organisation should join.
help-aanhouden = Hold the case over in this MDT: it comes back, with the reason. Not after all: `!hold off`.
help-herbeoordeling = Agree when the MDT looks at it again. No longer needed: `!herbeoordeling weg`.
help-niet-gedaan = Report that an action was not done yet, why, and when it will be.
help-kan-niet-meer = Report that an action is no longer possible, and why. It is dropped then.
held-over = { $code } is held over and comes back at the next MDT.
held-over-then = The chair goes on with `!volgende`.
previous-held = { $code } comes back: held over.
card-held = Held over
card-review = Review
review-set = Review: { $day }.
review-moved = There is no MDT on { $day }. So it is the first day after that.
review-off = The review of { $day } is off.
action-delayed = { $label } stays open. New day for { $owner }: { $day }.
action-delayed-open = { $label } of { $owner } stays open. Its day was { $day }.
action-delayed-why = Not done
action-delayed-when = When will it be? Type for example { $command }
action-not-done = (not done: { $reason })
late-actions = { $count ->
    [one] 1 action is late:
   *[other] { $count } actions are late:
}
late-actions-more = And { $count } more: see `!acties`.
late-actions-how = Type { $done }, { $not_done } or { $never }.
review-today =
    Date: { $given } is too early. A review comes on a later day.
    For example: `!herbeoordeling over twee weken`.
no-review =
    There is no review.
    Agree on one like this: `!herbeoordeling over twee weken`.
help-inzet = Record what an organisation does, for which area and for whom. Only `!inzet`: the list.
contribution-added = { $label } for { $owner }: { $facts }.
contribution-changed = { $label } of { $owner }: { $facts }.
contribution-list = { $code }: contributions
contribution-list-empty =
    { $code }: there is no contribution yet.
    Record one, for example `!inzet CSG hulp: trauma screening this week`.
contribution-how = Did it go on? Type { $command }
contribution-for-pleger = for the perpetrator
contribution-for-omgeving = for the circle
contribution-gevraagd = requested
contribution-toegezegd = promised
contribution-gestart = started
contribution-gestopt = ended
unknown-contribution =
    There is no { $number } in this case.
    Type `!inzet` to see the numbers.
contribution-is-there =
    { $number } is like that already.
    You need not do anything.
progress-not-understood =
    Behind the number comes `gevraagd`, `toegezegd`, `gestart` or `gestopt`.
    For example: `!inzet I2 gestart`
contribution-without-area =
    Put the area behind the organisation: `veiligheid`, `recht`, `hulp` or `herstel`.
    For example: `!inzet CSG hulp: trauma screening this week`
for-whom-not-understood =
    Behind the area there can be `voor slachtoffer`, `voor pleger` or `voor omgeving`, and then a colon.
    For example: `!inzet GGZ hulp voor pleger: intake`

## Reminders, quiet hours and working days

morning-digest-plain = Good morning. Today something asks for you.
morning-digest-for = For { $name }, who is away:
morning-digest-accept = Asked to be the coordinator? Answer in the room of that case.
morning-digest-follow-up = See how things are, as agreed at the closing. Contact needed again? Type here `!casus heropen code: reason`.
digest-soon = { $count } tomorrow
digest-until = { $count } until { $day }
digest-asked = { $count } you asked for
digest-others-late = { $count } late with somebody else
digest-stuck = { $count } late for longer
digest-accept = are you the coordinator?
digest-review = reassessment today
digest-follow-up = see how things are
digest-tight = needs extra attention
actions-due = { $count } actions are due today.
actions-due-how = Done? Type `!klaar` and the number in the room of that case.
snooze-over =
    { $code } { $label }: you asked me to bring this up now.
    Done? Type `!klaar` and the number in the room of this case.
climbed-owner = { $label } is { $days ->
    [one] 1 working day
   *[other] { $days } working days
} late. Whoever does it is reminded.
climbed-coordinator = { $label } is { $days ->
    [one] 1 working day
   *[other] { $days } working days
} late. The coordinator knows.
climbed-chair = { $label } is { $days ->
    [one] 1 working day
   *[other] { $days } working days
} late. The chair knows that something is late here, not what.
snoozed = { $code } { $label }: I will bring it up again { $until }.
snoozed-day = { $code } { $label }: I will bring it up again { $until }, in your digest.
snoozed-goes-on = Only your own reminders wait. The day of the action stays, and when it is late others hear so.
hours-shown = Between { $start } and { $end } I am silent.
hours-shown-off = You have no quiet hours.
hours-changed = Noted: between { $start } and { $end } I am silent.
hours-changed-off = Noted: you have no quiet hours any more.
hours-days = You work on { $days }. On other days and on holidays I am silent too.
hours-urgent = Only what cannot wait comes through: the 24 hours of a case and an urgent meeting.
hours-digest = The rest I keep for later. Your digest comes at { $time }, or as soon as your quiet hours are over.
hours-how = Otherwise? Type for example `!stil 22-7`, `!stil uit` or `!werkdagen ma di do`.
workdays-shown = You work on { $days }.
workdays-changed = Noted: you work on { $days }.
workdays-usual = Those are the usual working days.
workdays-how = Otherwise? Type for example `!werkdagen ma di do`, or `!werkdagen gewoon`.
help-stil = Agree on when I am silent. Only what cannot wait comes through then.
help-werkdagen = Say on which days you work. On other days I am silent.
help-later = Let your own reminder of an action wait. The day of the action does not change.
field-stille-uren = Quiet hours
field-werkdagen = Working days
field-wanneer = When
quiet-same =
    Quiet hours: that is no time. The beginning and the end are the same.
    For example: `!stil 22-7`. No quiet hours? Type `!stil uit`.
quiet-too-long =
    Quiet hours: too little of the day would be left to tell you anything. Leave at least 4 hours between 7:00 and 20:00.
    For example: `!stil 22-7`.
later-past =
    When: { $moment } has passed.
    For example: `!later A3 2u` or `!later A3 morgen`.
later-today =
    When: today is too soon for a day. Name a time.
    For example: `!later A3 2u` or `!later A3 15:00`.
later-too-far =
    When: that is too far away. A reminder waits 7 days at most.
    Does the action need more time? Agree on another day in the room.
not-your-reminder =
    Number: you are not reminded of { $label }. Only your own reminders can wait.
    Those are the ones of your actions, and those of a coordinator.

## Who is there

help-aanwezig = Say that you are at the MDT, or that you speak for another organisation today.
present-noted = { $name } is there, for { $organisation }.
present-on-behalf = { $name } speaks for { $organisation } today.
present-on-behalf-only = That gives no access to cases of { $organisation }.
present-in-case = { $name } ({ $organisation }) is there in { $code }.
absent-noted = { $name } is absent today.
absent-noted-how = Away all day? Type `!afwezig vandaag` in your own chat: your deputy then comes into your cases.
turnout = Present: { $there } of the { $count } organisations.
turnout-told = said to be absent
turnout-expected = nobody yet, { $name } is expected
turnout-nobody = nobody yet
turnout-for = (for { $name })
turnout-for-absent = (for { $name }, absent)
turnout-other = { $name } (of { $organisation })
turnout-missing = Not everybody is there yet:
turnout-all-there = All organisations are there.
case-missing = Still missing in this case:
case-missing-how = Are you there? Type `!aanwezig` here.
attendance-closed = You can say who is at the MDT again from { $moment }.
chair-notes-others = Only the chair says that somebody else is there. For yourself, type `!aanwezig`.
excuses-own-only = You can say that you, a colleague or your own organisation are absent. For others the chair does that.
not-permanent = { $organisation } has no fixed place in the MDT; whoever comes for it says so in the room of the case.
on-behalf-elsewhere = You speak for another organisation in the MDT room only. For your own organisation type `!aanwezig` here.
not-in-mdt-room = Who: that person is not in this room. Type a name from here, for example `!aanwezig @anna`.
days-elsewhere = Days on which you are away, you type in your own chat. For example: `!afwezig vrijdag`.

## Leading the MDT

item-here-leader = { $name } leads this case now.
item-here-held = Held over earlier in this MDT. Can it be done after all? Type `!hold off`.
item-passed = Passed over now, back at the next MDT: { $codes }.
previous-waits = { $code } gets its turn later in this MDT.
item-left = The MDT goes on. { $code } is no longer being discussed.
put-off = { $code } has to wait a little, and comes back later in this MDT.
you-lead =
    You lead { $code } now, { $user_id }.
    Type `!next` in this room when you are all done.
led-by = { $name } leads { $code } from now on.
chair-taken = { $name } leads the MDT now, instead of { $before }.
you-chair =
    { $region }: you lead the MDT now, { $user_id }.
    Go on with `!next`.
no-chair = An MDT is running in { $region }, and there is no chair or deputy who can lead it.
time-given = { $code } has { $count ->
    [one] 1 more minute
   *[other] { $count } more minutes
}: until { $time }.
time-up = { $count ->
    [one] The minute
   *[other] The { $count } minutes
} for { $code } { $count ->
    [one] is over.
   *[other] are over.
}
time-up-next = Done? Type `!next`.
time-up-more = gives 10 more minutes.
time-up-here =
    The planned time ({ $minutes } min) is over.
    Done? Type `!next` in this room.
meeting-still =
    { $region }: the MDT stands still at { $position } of { $total }.
    Take over? Type `!mdt take over`.
still-open =
    { $region }: the MDT is still open, { $user_id }.
    Done? Type `!mdt close`. Otherwise I will close it myself later.
closed-unasked = In { $region } the MDT was still open and nothing happened any more. I have closed it.
hold-lifted = { $code } is no longer held over.
help-overslaan = Skip this case for now: it comes back later in this MDT.
help-terug = Go back to the case before in this MDT, or to this one.
help-mdt-overnemen = Take over leading this MDT.
not-in-meeting =
    That code is not in this MDT. Nothing was changed.
    Type `!mdt agenda` to see the codes.
weighed-now =
    { $code } is being discussed already.
    There is nothing you need to do.
weighed-before =
    { $code } had its turn in this MDT. Nothing was changed.
    Discuss it again? Type `!back` followed by this code.
still-waits =
    { $code } is still waiting. Nothing was changed.
    Discuss it now? Type `!next` followed by this code.
nothing-before =
    There is no case to go back to yet.
    Go on with `!next`.
cannot-return =
    { $code } cannot come back in this MDT now. Nothing was changed.
    Choose another code, or go on with `!next`.
nothing-up =
    No case is being discussed now.
    Type `!next` for the next one.
nothing-else-waits =
    { $code } is the last one: it cannot be skipped. Nothing was changed.
    Type `!next`: what is not finished comes back at the next MDT.
you-lead-already =
    You lead this MDT already.
    Go on with `!next`.
not-your-item =
    This case is led by { $name } now.
    Are you all done? Ask there.
not-weighed-here =
    This case is not being discussed in the MDT now.
    When it is, `!next` works in this room too.
this-case-only =
    In this room type `!next` alone, without a code.
    Another case? The chair chooses it in the MDT room.
nothing-held =
    This case is not held over in this MDT.
    There is nothing you need to do.

## Minutes, corrections and figures

help-verslag = See the minutes of the last MDT about this case, or of another day.
help-corrigeer = Put an outcome or the text of an action right. What stood there is kept.
help-mdt-verslag = See the minutes of the last MDT, or of another day.
help-mdt-cijfers = See the figures of this month, or of another month.
field-onderdeel = Area or action
field-maand = Month
ended-besloten = decided
ended-aangehouden = held over
ended-niet-bereikt = not reached
ended-nu = being weighed now
ended-wacht = still waits
case-minutes = Minutes of the MDT of { $day }: { $code }
case-minutes-urgent = Minutes of the urgent MDT of { $day }: { $code }
case-minutes-now = Minutes so far: { $code }
case-minutes-when = At { $time }, { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}: { $ended }.
minutes-there = Present
minutes-absent = Absent
minutes-for = { $name } of { $organisation }
minutes-instead = { $names } for { $other }
case-minutes-outcome = { $outcome } ({ $by })
case-minutes-kept = stays: { $outcome } ({ $by })
case-minutes-earlier = decided earlier: { $outcome } ({ $by }, { $day })
case-minutes-anew = To be looked at again: { $areas }.
corrected-by = (corrected by { $by }, { $moment })
case-minutes-agreed = Agreed
case-minutes-undone = Not done or put off
case-minutes-new-day = { $reason }; new day: { $day }
case-minutes-put-off = put off: { $reason }; new day: { $day }
case-minutes-dropped = dropped: { $reason }
day-minutes = Minutes of the MDT { $region }, { $day }
meeting-minutes-ran = { $from } to { $until }. Chair: { $chair }.
meeting-minutes-runs = Since { $from }, still running. Chair: { $chair }.
meeting-minutes-urgent = Urgent MDT
meeting-minutes-item = { $spent } min (planned { $planned }), { $ended }
meeting-minutes-unplanned = { $spent } min, { $ended }
meeting-minutes-total = { $decided } decided, { $held } held over, { $missed } not reached.
meeting-minutes-length = Together { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}, planned { $planned }.
region-figures = Figures of the MDT { $region }: { $first } to { $last }
figures-none = There was no MDT in this time.
figures-few = too few to say anything
figures-share = { $share }%
figures-meetings = MDTs
figures-meetings-text = { $count }, of which { $urgent } urgent
figures-cases = Cases weighed
figures-cases-text = { $count }, of which { $first } for the first time
figures-in-time = Within 24 hours of the report
figures-hours = From report to MDT
figures-hours-text = half of them within { $hours } hours
figures-per-case = Minutes per case
figures-per-meeting = Minutes per MDT
figures-median = half of them { $count } or less
figures-put-off = Put off
figures-put-off-text = { $held } held over, { $missed } not reached
figures-covered = With a coordinator
figures-actions = Actions
figures-actions-text = { $added } agreed, { $done } done, { $late } late
figures-on-time = Actions done in time
figures-attended = Present
outcome-corrected = Corrected: { $area }
action-corrected = Corrected: { $label } for { $owner }, { $day }
day-to-come =
    { $field }: { $given } is still to come.
    Choose a day gone by. For example: `gisteren`, `vrijdag` or `24-11`.
month-not-understood =
    Month: I do not understand this.
    For example: `!mdt cijfers november`.
no-minutes =
    There was no MDT about this case yet.
    The minutes come here after the first MDT.
no-minutes-then =
    This case was not in the MDT on { $given }.
    The last time was { $last }. Type `!verslag` to see that.
no-meeting-yet =
    There was no MDT in this region yet.
    The minutes come here after the first MDT.
no-meeting-then =
    There was no MDT on { $given }.
    The last was { $last }. Type `!mdt verslag` to see that.
outcome-stands =
    It is not this case's turn in the MDT now. There is an outcome for { $area } already.
    Does it say the wrong thing? Type { $command }
    Did something change? Type `!casus wijziging: tekst`. Then the case comes back to the MDT.
no-outcome-yet =
    There is no outcome for { $area } that could be corrected.
    You record one in the MDT, with `!besluit`.
stands-already =
    It says so already. Nothing was changed.
    Type behind the colon what it should say.
what-to-correct =
    First type what you correct: `veiligheid`, `recht`, `hulp`, `herstel` or an action.
    For example: `!corrigeer A3: de huisarts bellen`.

## A case on the agenda by hand

reason-erbij = somebody put the case on it
reason-verzet = the case was moved to this MDT
help-agenda = See whether this case is on the agenda of the MDT, and why.
help-agenda-erbij = Put this case on the agenda of the MDT, with the reason.
help-agenda-verzet = Move this case to another MDT, with the reason. For the coordinator or a chair.
help-agenda-terug = Take back what was last arranged for the agenda.
help-agenda-reden = Record why this case was put on the agenda or moved.
help-mdt-erbij = Put a case on the agenda. The reason belongs in the case's own room.
help-mdt-verzet = Move a case to another day. The reason belongs in the case's own room.
case-agenda-closed = { $code } is closed: the MDT does not come to this case.
case-agenda-now = { $code } is in the MDT that runs now.
case-agenda-off = { $code } is not on the agenda of the MDT now.
case-agenda-overtaken = After that something changed. So the MDT does not wait for that day.
card-added = Put on the agenda
card-moved = Moved
agenda-by-hand = { $day }, by { $by }: { $reason }
agenda-no-reason = reason not said yet
agenda-why = Why
agenda-reason-how = Do you know the reason? Type `!agenda reason: text`
agenda-reason-asked = The reason was not said yet. Type it here: `!agenda reason: text`
agenda-undo = Not after all? Type `!agenda undo`.
agenda-undo-or-more = Not after all? Type `!agenda undo`. What else you can do: `!help agenda`.
agenda-more = Put it on, or move it? Type `!help agenda`.
agenda-why-there = The reason will stand in the case's own room, not here.
put-on = { $code } is on the agenda of { $moment }.
put-on-already = { $code } was on the agenda of { $moment } already. Now the reason stands with it.
put-on-offered = The MDT runs already. Its chair can still add { $code } now.
put-on-else = Otherwise the case is on the agenda of { $moment }.
put-on-move-off = The case was moved to { $day }. That is off.
put-on-here-already = { $code } was on the agenda of { $moment } already, and stays there.
put-on-here-running = { $code } was added to this MDT, at the end.
put-on-here-waits = { $code } waits in this MDT already. You need not do anything.
case-moved = { $code } was moved to { $moment }.
case-moved-earlier = Before, that was { $day }.
case-moved-then = Does something change? Type `!case change: text`, then the MDT does not wait for that day.
moved-here-waited = The case was taken out of this MDT.
out-of-meeting = { $code } was taken out of this MDT.
taken-back-erbij = { $code } is no longer put on for { $day }.
taken-back-verzet = { $code } is no longer moved to { $day }.
agenda-reason-kept-erbij = Recorded why { $code } was put on for { $day }:
agenda-reason-kept-verzet = Recorded why { $code } was moved to { $day }:
arranged-there-erbij = { $by } put { $code } on the agenda of { $moment }.
arranged-there-nu = { $by } added { $code } to the MDT that runs now.
arranged-there-verzet = { $by } moved { $code } to { $moment }.
agenda-came = Added to the agenda of today: { $code }, { $standing }.
agenda-went = Off the agenda of today: { $code }.
agenda-offered = { $code } can still be added to this MDT: { $command }
reason-not-here =
    A reason does not belong in this room: remove your message and type the reason in the case's own room.
    Nothing changed. Here this is enough: `!mdt add DH-7K3M friday`
code-not-here =
    There is no case with this code in { $region }. Nothing changed.
    Check the code, for example `DH-7K3M`.
code-closed =
    { $code } is closed: the MDT does not come to this case.
    Ask the people of that case.
no-mdt-on-day =
    There is no MDT on { $day }. Nothing changed.
    The first after it is on { $following }.
too-late-today =
    The MDT of today runs already, or is over. Nothing changed.
    The next one is on { $following }.
been-up =
    { $code } was up in this MDT already. Nothing changed.
    Name another day, for example `!mdt add DH-7K3M tomorrow`.
up-now =
    The MDT weighs { $code } now. Nothing changed.
    Must the case come back? Type in the case's own room `!hold: reason`.
not-on-agenda-here =
    This case is not on the agenda of { $day }, so it cannot be moved.
    You can put it on: `!agenda add friday: reason`.
already-then =
    { $code } is on the agenda of { $day } already. Nothing changed.
    Choose another day, for example `over een week`.
past-deadline =
    { $code } is new, and must be in the MDT by { $deadline }. Nothing changed.
    Is there no MDT by then? The chair can hold one: `!mdt urgent DH-7K3M`.
past-deadline-rounded =
    { $code } is new, and must be in the MDT by { $deadline }. Nothing changed.
    Is there no MDT by then? Hold one yourself: `!mdt urgent DH-7K3M`.
not-arranged =
    Nobody put this case on the agenda or moved it, or the MDT was done with it.
    Type `!agenda` to see how it stands.
who-arranges =
    Only { $names } can do this, or a chair who is in this case.
    Ask here in the room.
who-arranges-no-names =
    There is no coordinator yet, so only a chair who is in this case can do this.
    Ask the chair of the MDT.
unknown-agenda-word =
    I do not know that behind `!agenda`.
    I do know `!agenda add: reason`, `!agenda move friday: reason`, `!agenda reason: reason` and `!agenda undo`.
closing-meets-agenda = The case was put on the agenda or moved by hand (`!agenda`). Closing ends that.

## The coordinator: asked, accepted, handed over

help-regie-aanvaard = Say yes when you are asked to coordinate. In your own chat with the code behind it, or `alles`.
help-regie-weiger = Say no when you are asked to coordinate, and why. In your own chat with the code behind it.
help-regie-overdragen = Hand over coordination. Your own chat: `!regie overdragen alles @bas` for all your cases.
help-regie-intrekken = Take back the question to the new coordinator.
help-mdt-regie = See how many cases each coordinator has.
regie-asked-title = { $name } of { $organisation } is asked to coordinate { $code }.
regie-asked-by = Asked by { $by }. Answer here: `!regie aanvaard` or `!regie weiger: reden`.
regie-asked-until = Until then { $name } stays the coordinator.
regie-asked-nobody = Until then there is no coordinator.
regie-asked-away = { $away } is away today. So { $name } is asked.
regie-asked-instead = The question to { $replaced } lapses.
regie-asked-actions = The coordinator's open actions go along.
regie-comes = { $name } comes into this room to coordinate.
regie-briefing = { $name }: this is what you take over. The card and the actions stand above.
regie-briefing-follows = { $party }, followed by { $name }
regie-briefing-follows-nobody = { $party }, followed by nobody yet
regie-briefing-more = And { $count } more: see `!inzet` and `!acties`.
regie-how = Type `!regie aanvaard` or `!regie weiger: reden` here.
regie-ring = { $code }: will you be the coordinator?
regie-ring-again = { $code }: will you be the coordinator? You have not answered yet.
regie-ring-here = { $code }: will you be the coordinator, { $user_id }?
regie-ring-here-again = { $code }: will you be the coordinator, { $user_id }? You have not answered yet.
regie-ring-comes = You come into the case's room for it. Look there first.
regie-ring-how = Type { $yes }, or { $no }
regie-ring-many = { $count ->
    [one] Will you take over coordination of 1 case?
   *[other] Will you take over coordination of { $count } cases?
}
regie-ring-many-how = Yes to all: `!regie aanvaard alles`. One by one works in the rooms.
regie-yours = You are now the coordinator of { $codes }.
regie-not-yours = This did not work: { $codes }. See in the room how it stands.
regie-yours-how = What it is about stands in the room. Type `!casus` there.
no-longer-yours =
    You are no longer the coordinator of { $code }.
    Who is now stands in the case's room.
regie-refused = { $name } will not be the coordinator of { $code }.
regie-reason = Reason
regie-refused-there =
    Noted: you will not be the coordinator of { $code }.
    Your reason stands in the case's room only.
asked-said-no =
    { $code }: the answer to your question to coordinate is no.
    Why stands in the case's room. Ask somebody else there.
request-back = The question to { $name } to coordinate was taken back.
regie-passed-on = { $name } could not answer. Now { $deputy } is asked to coordinate { $code }.
regie-silent = { $name } has not yet answered the question to coordinate { $code }.
regie-silent-over = { $name } can no longer become the coordinator of { $code }.
regie-silent-chair = The chair is told.
regie-unanswered =
    { $code }: there is no answer to the question who takes over coordination.
    The present coordinator stays. Please call: the chat does not solve this.
regie-is = { $code }: the coordinator is { $name } ({ $organisation }).
regie-is-nobody = { $code }: there is no coordinator yet.
regie-is-asked = Asked: { $name }, on { $moment }. Not accepted yet.
regie-since = Since { $moment }.
regie-unconfirmed = { $name } took over by the rules and has not confirmed it yet.
regie-authority = Authority to decide: yes.
regie-no-authority = Authority to decide: no.
regie-choose = Ask somebody, for example `!regie @anna`.
my-regie = { $count ->
    [one] You coordinate 1 case.
   *[other] You coordinate { $count } cases.
}
my-regie-empty = You coordinate no case now.
my-regie-since = since { $moment }
my-regie-asked = { $count ->
    [one] 1 question waits for your answer:
   *[other] { $count } questions wait for your answer:
}
my-regie-answer = To say yes: { $command }
caseload = { $region }: { $count ->
    [one] 1 case with a coordinator
   *[other] { $count } cases with a coordinator
}
caseload-line = ({ $organisation }): { $count }
caseload-asked = Asked and no answer yet: { $count }.
caseload-without = ⚠️ Without a coordinator: { $count }.
handover-ahead = { $count ->
    [one] I will ask { $name } for 1 case. Nothing has changed yet.
   *[other] I will ask { $name } for { $count } cases. Nothing has changed yet.
}
handover-cannot = This cannot be, because { $name } is asked there already or may not come in: { $codes }.
handover-asked = { $name } is asked for { $codes }.
handover-until = Until there is an answer you stay the coordinator.
card-coordinator-asked = asked: { $name }, not accepted yet
card-coordinator-both = { $current }; { $asked }
card-coordinator-unconfirmed = { $name } (not confirmed yet)
card-authority = Authority to decide
card-authority-may = { $name } may decide when the parties disagree
card-authority-used = { $name } decided on { $areas }
decided-alone = (by authority to decide)
who-asked = Asked to coordinate: { $name }. Not accepted yet.
reason-doorzettingsmacht = the coordinator decided by authority
not-asked =
    You are not asked to coordinate here now.
    Do you want to? Type `!regie ik` in the case's room.
request-taken-back =
    That question was taken back, or somebody else is asked.
    Do you want to after all? Type `!regie ik` in the case's room.
request-passed-on =
    There was no answer in time, so the question went on to a colleague.
    Do you want to after all? Type `!regie ik` in the case's room.
already-asked =
    { $name } is asked already and has not answered yet.
    You can ask somebody else: `!regie @anna`. Or take it back: `!regie intrekken`.
nothing-asked =
    There is no open question to take back.
    See how it stands with `!regie`.
asked-is-away =
    { $name } is away now, and nobody of the same organisation can stand in.
    Ask somebody else, for example `!regie @anna`.
nobody-on-duty =
    { $organisation }: nobody is on duty there now who can coordinate here.
    Ask somebody by name, for example `!regie @anna`.
stays-in-the-room =
    Who coordinates stands in the case's room only. Type `!regie` there.
    Here `!regie` shows your own cases.
who-hands-over =
    The coordinator hands over, or a chair who is in this case.
    Ask one of them.
hands-to-themself =
    You cannot hand over to yourself.
    Choose somebody else, for example `!regie overdragen @bas`.
nothing-to-hand-over =
    There is nothing to hand over.
    Ask somebody in the case's room: `!regie @anna`.
cannot-receive =
    { $name } cannot come into this case.
    Choose somebody of an organisation with consent, or record that first: `!toestemming`.

## Authority to decide

help-doorzetten = Decide as the coordinator by authority. The MDT sees it next time.
help-doorzetten-geef = Give the coordinator authority to decide. A chair does that.
help-doorzetten-weg = End the authority to decide.
authority-given = { $name } now has authority to decide in this case, from { $by }.
authority-how = Decide like this: `!doorzetten veiligheid: vandaag een ander slot`.
authority-ended =
    { $name } no longer has authority to decide.
    Stopped by { $by }.
authority-used = { $name } decided by authority on { $area }:
authority-used-agenda = { $code } comes back in the next MDT, so that everybody sees it.
who-grants =
    A chair who is in this case gives authority to decide, or whoever leads the case in the MDT.
    Ask one of them.
not-to-oneself =
    You cannot give yourself authority to decide.
    Ask another chair.
authority-needs-coordinator =
    There is no coordinator yet to give authority to.
    Ask somebody first: `!regie @anna`.
has-authority =
    The coordinator has authority to decide already.
    End it with `!doorzetten weg`.
no-authority =
    You have no authority to decide here, or there is none.
    A chair gives it to the coordinator: `!doorzetten geef: reden`.

## Actions: step by step, and taking back

help-uitstel = Choose a later day for an action, and say why.
help-overdragen = Give an action to somebody else, or to an organisation.
help-ongedaan = Take back what you did last here. You can for ten minutes.
by-when = { $day }, { $time }
rhythm-working-day = every working day
rhythm-weeks = { $count ->
    [one] every { $weekday }
   *[other] every { $count } weeks on { $weekday }
}
rhythm-until = { $rhythm } until { $day }
action-added-row = { $label } for { $owner }: { $rhythm }. First time: { $day }
action-area = Area
action-weekend = Note: that is at the weekend.
action-outside = This is somebody outside this chat. The coordinator follows it and gets the reminders.
action-outside-nobody = This is somebody outside this chat, and nobody follows it yet. Ask a coordinator with `!regie @naam`.
owner-away = { $name } is away until { $until }. { $deputy } stands in.
owner-away-nobody = { $name } is away until { $until }, and nobody stands in.
action-list-more = … and { $count } more: { $command }
action-list-none-of = { $code }: no open actions of { $owner }.
action-list-none-late = { $code }: nothing is late.
action-time-done = { $label } is done this time, reported by { $by }. Thank you.
action-next-time = Next time { $label }: { $day }.
actions-done = { $labels } are done, reported by { $by }. Thank you.
action-postponed = { $label } is postponed. New day for { $owner }: { $day }.
action-put-off = (postponed: { $reason })
action-handed = { $label } goes from { $before } to { $owner }: { $day }.
action-shown = { $label } of { $owner }
action-due-field = Due
action-about-field = About
action-state-field = State
action-is-open = open
action-is-klaar = done
action-is-vervallen = dropped
action-is-teruggenomen = taken back
step-agreed = agreed by { $by }, { $moment }
step-klaar = done, reported by { $by }, { $moment }
step-keer = done this time, reported by { $by }, { $moment }
step-uitgesteld = postponed by { $by }, { $moment }
step-niet-gedaan = not done, reported by { $by }, { $moment }
step-vervallen = dropped, reported by { $by }, { $moment }
step-overgedragen = to { $owner }, by { $by }, { $moment }
step-teruggenomen = { $what } taken back by { $by }, { $moment }
step-agreement = the agreement
step-word-klaar = done
step-word-keer = done this time
step-word-uitgesteld = postponement
step-word-niet-gedaan = not done
step-word-vervallen = dropping
step-word-overgedragen = handover
step-to = new day { $day }
finished = { $code }: reported done { $count } times
finished-none = { $code }: nothing was reported done yet.
finished-by = { $day }, { $by }
told-klaar = { $code } { $labels }: reported done. The case's room has it too.
told-uitgesteld = { $code } { $labels }: postponed. The case's room has it too.
told-vervallen = { $code } { $labels }: dropped. The case's room has it too.
told-overgedragen = { $code } { $labels }: handed over. The case's room has it too.
taken-back-actie = { $by } took back: { $what }, which was just agreed.
taken-back-stappen = { $by } took back: { $what }.
taken-back-besluiten = { $by } took back the outcome for { $what }.
taken-back-inzet = { $by } took back: { $what }, which was just recorded.
taken-back-voortgang = { $by } took back how far { $what } is.
taken-back-correctie = { $by } took back the correction: { $what }.
taken-back-stands = { $label } is { $owner }'s again: { $day }.
taken-back-earlier = For { $area } the earlier outcome holds again.
taken-back-none = For { $area } there is no outcome yet.
taken-back-there = { $code }: taken back. The case's room says what.
contribution-teruggenomen = taken back
closing-meets-rij = { $label } of { $owner } keeps coming back: { $drop }
day-is-holiday =
    { $field }: { $given } is a holiday. Do you mean { $other }?
    Type that day then. The holiday all the same? Put `toch` behind it, for example `25-12 toch`.
moment-in-past =
    { $field }: { $given } has passed.
    Choose a later moment, for example `vrijdag 14:00`.
time-ambiguous =
    { $field }: do you mean { $first } or { $other }?
    Type the time in full, for example `vrijdag 14:00`.
time-not-understood =
    { $field }: at what time exactly?
    Type for example `vrijdag 14:00`, or only `vrijdag`.
rhythm-not-understood =
    { $field }: I cannot read how often.
    Type for example `elke maandag`, `elke werkdag` or `elke 2 weken t/m 1 maart`.
owner-inside =
    Who: { $organisation } takes part in Regiekamer. Leave out `buiten`.
    For example: `!actie politie vrijdag: langsgaan`
outside-not-understood =
    Who: put a name of at most { $maximum } characters behind `buiten`.
    For example: `!actie buiten wijkteam vrijdag: belt met school`
already-theirs =
    { $number } is there already.
    You need not do anything.
nothing-to-take-back =
    In the last { $minutes } minutes you did nothing here that I can take back.
    Type `!acties` in the case to see how things are.
changed-since =
    That has changed since. I do not take it back any more.
    Type `!acties` or `!casus` in the case to see how it is now.
cannot-take-back =
    I cannot take back what you did last here.
    This puts it right: { $command }
ask-its-owner =
    { $number } is not yours.
    Ask its owner or the coordinator. The case's room says who they are.

## Overviews

help-regie-overzicht = See all cases you coordinate: what is late, what stands still and when the MDT comes to it.
help-mdt-overzicht = See what runs behind in the region: codes and counts.
overview-more = And { $count } more: { $command }
reason-staat-stil = the case stands still, nothing was added for some time
my-actions-te-laat = Late
my-actions-vandaag = Today
my-actions-deze-week = This week
my-actions-later = Later
my-actions-organisatie = your organisation's
my-actions-volgen = you follow this as coordinator
my-actions-asked = { $count ->
    [one] Will you coordinate { $codes }? To say yes: { $command }
   *[other] Will you coordinate { $codes }? Those are { $count } questions. To say yes: { $command }
}
my-actions-confirm = { $count ->
    [one] 1 colleague waits for you or another to confirm them: { $command }
   *[other] { $count } colleagues wait for you or another to confirm them: { $command }
}
my-cases = { $count ->
    [one] You coordinate 1 case. Look at it today.
   *[other] You coordinate { $count } cases. { $asks ->
        [one] 1 asks something of you now.
       *[other] { $asks } ask something of you now.
    }
}
my-cases-calm = { $count ->
    [one] You coordinate 1 case. It is under way.
   *[other] You coordinate { $count } cases. All are under way.
}
my-cases-empty = You coordinate no case now. When you are asked, you hear it here.
my-cases-late = { $late } of { $open } late
my-cases-open = { $count } open
my-cases-none = ⚠️ no open action
my-cases-still = { $count ->
    [one] no change for 1 day
   *[other] no change for { $count } days
}
my-cases-off = not on the agenda
my-cases-meets = MDT { $day }
my-cases-review = reassessment { $day }
my-cases-follow-up = Agreed at closing, look how it goes:
my-cases-hint = What they are stands in the case's room.
region-calm = { $open ->
    [0] { $region }: there are no open cases.
    [one] { $region }: 1 open case. Nothing runs behind.
   *[other] { $region }: { $open } open cases. Nothing runs behind.
}
region-overview = { $region }: { $open ->
    [one] 1 open case
   *[other] { $open } open cases
}, { $count ->
    [0] none runs behind.
    [one] 1 runs behind.
   *[other] { $count } run behind.
}
region-overdue = ⚠️ past the 24 hours
region-held-over = held over { $count } times
region-late = { $count ->
    [one] 1 action late
   *[other] { $count } actions late
}
region-still = stands still
region-total = In all: { $sums }.
region-total-overdue = { $count } past the 24 hours
region-total-still = { $count ->
    [one] 1 stands still
   *[other] { $count } stand still
}
region-total-late = { $count ->
    [one] 1 action late
   *[other] { $count } actions late
}
region-hint = Why stands in the case's room only.

## The card now and the whole card; what was noted

card-safety-at-report = { $text } (at the report)
card-rest = The whole story: `!casus alles`
card-noted-brief = { $text } ({ $day }, { $by })
card-heard-unknown-brief = not recorded yet
card-earlier = What stood there before: `!casus geschiedenis`
card-area-now-decided = ✓ { $outcome }
card-area-now-earlier = earlier: { $outcome }
help-casus-alles = See the whole card: the story, consent and inzet too.
help-casus-geschiedenis = Read back what was noted, also what is no longer on the card. About one thing: `!casus geschiedenis wensen`.
help-casus-veiligheid = Put on the card how safe it is now.
noted-safety = Has something changed for their safety? Type `!casus wijziging: tekst` too: the case then returns to the MDT. Acute danger: call 112.
notes-title = { $code }, { $about }: noted { $count ->
    [one] once
   *[other] { $count } times
}
notes-title-all = { $code }: noted { $count ->
    [one] once
   *[other] { $count } times
}
notes-empty =
    { $code }: nothing was noted of this after the report.
    Type `!help casus` to see what you can note.
notes-by = { $text } ({ $by })
notes-at-report = at the report
notes-more = And { $count } more. Read all: { $command }
notes-cut = Read in full: { $command }
notes-about = About one thing: `!casus geschiedenis wensen`
unknown-note-kind =
    Subject: I do not understand this.
    This can be asked: { $words }. For example `!casus geschiedenis wensen`.

## Closing: inzet, a review and an open question

closing-blocked-more = And { $count } more. The actions: { $command }
closing-actions-how = Action done, or no longer needed? Type { $done } or { $drop }
closing-meets-inzet = { $label } of { $owner } has not begun: { $began } or { $ended }
closing-meets-inzet-loopt = This inzet goes on: { $label }. List: `!inzet`
closing-meets-herbeoordeling = The review of { $day } is called off by closing.
closing-meets-regie = Somebody is asked to be the coordinator. Closing ends that question.
yours-again =
    { $code } is open again, and you are the coordinator. The case returns to the MDT.
    Why is in the room of the case.

## The 24 hours of several cases at once

lapses-soon-many = The 24 hours of { $count } cases are nearly over:
your-deadline-many = The 24 hours for the MDT of { $count } cases are nearly over:
your-deadline-one = { $left } left
reason-asked-many = The 24 hours for the MDT of { $count } cases are over. Why was it not sooner?
reason-asked-one-at-opening = more than 24 hours old when it came in
reason-asked-again-many = For { $count } cases it was not recorded yet why the MDT was later than 24 hours:
reason-asked-done = Done already? Then there is nothing to do.

## Consent: what is left, and coming back

organisation-gone-waiting = ⚠️ { $count ->
    [one] { $labels } has nobody now. The new coordinator gets that action.
   *[other] { $labels } have nobody now. The new coordinator gets them.
}
organisation-gone-coordinator = There is no coordinator any more. Choose somebody: `!regie @name`.
answer-recorded-there = Recorded in { $code }. Who takes part stays the same.
consent-way-back = Is there consent for your organisation again? Type { $command } here.
back-ahead =
    You will take part in { $code } again, for your organisation. Nothing has changed yet.
    Only you come in. Others you let in afterwards, in the room.
back-there =
    You may take part in { $code } again.
    Accept the invitation. Become the coordinator in the room: `!regie ik`.
    Let others take part there again with `!toestemming`.
own-yes-first =
    Nobody takes part in { $code } now.
    Is there consent for your organisation again? Type { $command }.
which-reason =
    You withdrew more than one consent. Which one is this reason for?
    Put the organisation before it, for example { $command }.
yes-ahead-rota = Is the case in the MDT? Then whoever has duty there that day comes too, until the MDT is over.
unknown-scope =
    Area: choose from veiligheid, recht, hulp and herstel. Leave it out, and it is for all four.
    For example: { $command }
answer-dropped = What stood behind it is not kept. A reason can be added in your own chat: `!reden DH-7K3M tekst`.

## What a phone showed

day-gone-by =
    { $field }: that has passed.
    Choose today or later, for example `vrijdag` or `27-11`.
consent-ends-while-away =
    A consent in { $code } ends: up to and including { $until }. The coordinator is away.
    Have somebody ask in time whether it may stay. Only the coordinator records that.

## A draft that lapses, and a question that is over because the case closes

draft-lapses = { $label } in { $code } is not done yet, and lapses { $moment }.
draft-lapses-how = Still needed? Type this in the case and you see what is left to do.
draft-lapsed = { $label } in { $code } was not done in time, and has lapsed: { $moment }.
draft-lapsed-how = Still needed? Type this in the case, and begin again.
regie-called-off =
    { $code } is closed.
    You are no longer asked to coordinate. You need not do anything.
