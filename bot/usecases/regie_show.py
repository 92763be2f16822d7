"""Who is regiehouder, in the case's own room; counts for the chair. Outside a room no name goes with a code (R11)."""

from collections import Counter

from bot.domain.people import UserId
from bot.domain.regie import Kind, Load, has_authority, open_request, since_when
from bot.usecases.acting import Acting
from bot.usecases.consent import name_of
from bot.usecases.regie_handover import coordinated_by
from bot.usecases.results_regie import Caseload, MyRegie, RegieShown


async def show(acting: Acting) -> RegieShown:
    """Tell in the case room who it is, since when, who is asked, and whether there is authority to decide."""
    work, code, directory = acting.work, acting.subject, acting.directory
    case, requests = await work.cases.get(code), await work.regie.of(code)
    if case is None:
        raise KeyError(code)
    person = directory.person(case.coordinator) if case.coordinator else None
    request = open_request(requests)
    confirms = request is not None and request.kind is Kind.CONFIRM
    return RegieShown(
        code,
        directory.name_of(case.coordinator) if case.coordinator else "",
        name_of(person.organisation, directory) if person else "",
        since_when(requests, case.coordinator),
        directory.name_of(request.asked) if request is not None and not confirms else "",
        request.asked_at if request is not None else None,
        confirms,
        has_authority(await work.authority.grants(code), case.coordinator),
    )


async def mine(acting: Acting) -> MyRegie:
    """List the asker's own cases as regiehouder, and the questions they still have to answer."""
    work, user = acting.work, acting.person.user_id
    cases = [(code, since_when(await work.regie.of(code), user)) for code in await coordinated_by(acting)]
    asked = [(code, request.asked_at) for code, request in await work.regie.open() if request.asked == user]
    return MyRegie(tuple(cases), tuple(asked))


async def caseload(acting: Acting) -> Caseload:
    """Count the region's open cases per regiehouder."""
    work, directory = acting.work, acting.directory
    counts: Counter[UserId] = Counter()
    covered = {code for code, request in await work.regie.open() if request.covers}
    asked = without = 0
    for case in await work.cases.open_in(acting.subject):
        if case.coordinator is not None:
            counts[case.coordinator] += 1
        elif case.code in covered:
            asked += 1
        else:
            without += 1
    loads = []
    for user, count in counts.items():
        person = directory.person(user)
        organisation = name_of(person.organisation, directory) if person else ""
        loads.append(Load(directory.name_of(user), organisation, count))
    loads.sort(key=lambda load: (load.organisation, -load.count, load.name))
    return Caseload(acting.subject, tuple(loads), asked, without)
