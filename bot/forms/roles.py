"""Which roles go together, said the same way for every form that names people."""

from collections.abc import Collection


def role_problems(
    roles: Collection[str], regions: Collection[str], *, coordinates: bool, example: str
) -> list[tuple[str, str]]:
    """List what is wrong as (field, sentence). `example` shows how this form writes a region."""
    problems = [
        ("rollen", f"{a_role} heeft geen andere rol; neem een eigen account.")
        for role, a_role in (("beheerder", "een beheerder"), ("auditor", "een auditor"))
        if role in roles and len(set(roles)) > 1
    ]
    if not problems and roles and "professional" not in roles and not set(roles) & {"beheerder", "auditor"}:
        problems.append(("rollen", f'een {next(iter(roles))} is ook "professional".'))
    if "regiehouder" in roles and not coordinates:
        problems.append(("rollen", "uit deze organisatie komt geen regiehouder (regie = false)."))
    if "professional" in roles and not regions:
        problems.append(("regios", f"een professional heeft een regio nodig, bijvoorbeeld {example}."))
    return problems
