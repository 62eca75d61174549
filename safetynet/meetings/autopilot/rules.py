"""The rules of the agenda as the county has set them, and why cases come up by them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet import clock
from safetynet.cases import Reason, Rule, Tuning, reasons_by_case, rules_by_weight
from safetynet.db import db
from safetynet.meetings.autopilot.models import AgendaRule
from safetynet.meetings.models import TO_COME, Meeting


@dataclass(frozen=True)
class Standing:
    """A rule as it is shipped, and what the county made of it, if anything."""

    rule: Rule
    row: AgendaRule | None

    @property
    def tuning(self) -> Tuning:
        if self.row is None:
            return Tuning(True, self.rule.days, self.rule.weight)
        return Tuning(self.row.is_on, self.row.days, self.row.weight)

    @property
    def version(self) -> int:
        """0 before anybody changed the rule."""
        return self.row.version if self.row else 0


def standing_rules() -> list[Standing]:
    """Return all rules as they hold, those that are on first, the heaviest first."""
    wanted = select(AgendaRule).options(joinedload(AgendaRule.changed_by))
    rows = {row.key: row for row in db.session.scalars(wanted)}
    found = [Standing(rule, rows.get(rule.key)) for rule in rules_by_weight()]
    return sorted(found, key=lambda each: (not each.tuning.is_on, -each.tuning.weight))


def rule_standing(key: str) -> Standing | None:
    return next((each for each in standing_rules() if each.rule.key == key), None)


def tune(standing: Standing, tuning: Tuning, by: UUID, now: datetime) -> None:
    """Let a rule hold as the county wants it from now on."""
    row = standing.row or AgendaRule(key=standing.rule.key)
    row.is_on, row.weight = tuning.is_on, tuning.weight
    row.days = None if standing.rule.days is None else tuning.days
    row.changed_by_id, row.changed_at = by, now
    db.session.add(row)
    db.session.flush()


def reasons_for(meeting: Meeting) -> dict[UUID, list[Reason]]:
    """Return why cases should come up at a meeting, by the county's rules, as it is today."""
    tunings = {each.rule.key: each.tuning for each in standing_rules()}
    return reasons_by_case(clock.today(), the_one_after(meeting), tunings)


def tuning_of(rule: Rule) -> Tuning:
    """Return how a rule holds in this county."""
    row = db.session.scalars(select(AgendaRule).where(AgendaRule.key == rule.key)).one_or_none()
    return Standing(rule, row).tuning


def the_one_after(meeting: Meeting) -> date | None:
    """Return the day of the meeting after this one; None where none is called yet."""
    after = db.session.scalars(
        select(Meeting.starts_at)
        .where(Meeting.starts_at > meeting.starts_at, Meeting.status.in_(TO_COME))
        .order_by(Meeting.starts_at)
        .limit(1)
    ).one_or_none()
    return clock.day_of(after) if after else None
