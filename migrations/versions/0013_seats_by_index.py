"""seats by index: walls ask for seats on every page, and an index alone can answer them"""

from alembic import op


revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLE = "team_seats"
ALONE = {
    "ix_team_seats_case": ["case_id", "agency_id", "survivor_id", "ended_at", "id"],
    "ix_team_seats_agency": ["agency_id", "case_id", "survivor_id", "ended_at"],
    "ix_team_seats_survivor": ["survivor_id", "agency_id", "case_id", "ended_at"],
}
BEFORE = {f"{name}_id": columns[:1] for name, columns in ALONE.items()}


def upgrade() -> None:
    _replace(BEFORE, ALONE)


def downgrade() -> None:
    _replace(ALONE, BEFORE)


def _replace(old: dict[str, list[str]], new: dict[str, list[str]]) -> None:
    for name, columns in new.items():
        op.create_index(name, TABLE, columns)
    for name in old:
        op.drop_index(name, table_name=TABLE)
