"""People who are confirmed, accept the privacy protocol, have duties, leave, and are kept out of a case.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("organisations", sa.Column("contact", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("organisations") as batch:
        batch.alter_column("contact", existing_type=sa.JSON(), server_default=None)
    op.add_column("people", sa.Column("left_at", MOMENT, nullable=True))
    op.create_table(
        "standings",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("vouched_by", sa.JSON(), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("accepted_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_standings")),
    )
    op.create_table(
        "protocols",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("in_force_at", MOMENT, nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_protocols")),
    )
    op.create_table(
        "duties",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("region", "organisation", "moment", "turn", name=op.f("pk_duties")),
    )
    op.create_table(
        "questions",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("due", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_questions")),
    )
    op.create_table(
        "exclusions",
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_code"], ["cases.code"], name=op.f("fk_exclusions_case_code_cases")),
        sa.PrimaryKeyConstraint("case_code", "user_id", name=op.f("pk_exclusions")),
    )
    # Whoever is an administrator already got there on the machine, and there may be nobody to vouch for them: they
    # stay. Everybody else is to be confirmed: until then they are in no case and in no MDT.
    people = sa.table(
        "people", *[sa.column(n, sa.String) for n in ("user_id", "organisation")], sa.column("roles", sa.JSON)
    )
    standings = sa.table(
        "standings",
        *[sa.column(n, sa.String) for n in ("user_id", "organisation", "kind")],
        sa.column("vouched_by", sa.JSON),
        sa.column("confirmed_at", MOMENT),
        sa.column("accepted", sa.Integer),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(people)).all():
        if "beheerder" in row.roles:
            connection.execute(
                sa.insert(standings).values(
                    user_id=row.user_id,
                    organisation=row.organisation,
                    kind="beheerder",
                    vouched_by=["machine"],
                    confirmed_at=sa.func.now(),
                    accepted=0,
                )
            )
