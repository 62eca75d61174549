"""What reaches an agency, worked out by PostgreSQL from its rows: for row-level security alone.

`rights` reads the same tables, verifies what it read, and is what decides; this says it a second
time in SQL. Each view tells of the agency that asks, and is read with the owner's rights.
"""

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    column,
    distinct,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB

from safetynet.access import Rights, Role
from safetynet.access.in_sql import (
    asked_of,
    fact,
    listed,
    spell_rights_with,
    view_of_owner,
)
from safetynet.access.spoken import AGENCY, DAY, MEMBER, NOW
from safetynet.agencies import Agency, AgencyClass, County
from safetynet.agencies.models import MembershipPaper
from safetynet.sharing.barrier_models import ConflictBlock, Matter
from safetynet.sharing.carried import OPENS_COVERED, RELEASE
from safetynet.sharing.emergencies import OPENS
from safetynet.sharing.matters import PASS_A_MATTER
from safetynet.sharing.models import BreakGlass, Disclosure, Release, TeamSeat
from safetynet.sharing.observing import HEARD_CASES, HEARD_SURVIVORS
from safetynet.sharing.rights import BY_SEAT
from safetynet.sharing.seating import plain
from safetynet.vault import Category

_mine, _theirs = TeamSeat.__table__.alias("mine"), TeamSeat.__table__.alias("theirs")

COVERED = select(Agency.id).where(Agency.kind == AgencyClass.VICTIM_SERVICES)
TEAM = view_of_owner("sn_team", select(County.team_id.label("id")))
SEATS = view_of_owner(
    "sn_seats",
    select(_mine.c.case_id, _mine.c.survivor_id).where(
        _mine.c.agency_id == AGENCY, _mine.c.ended_at.is_(None)
    ),
)
TABLEMATES = view_of_owner(
    "sn_tablemates",
    select(_theirs.c.survivor_id, _theirs.c.agency_id)
    .join_from(_mine, _theirs, _mine.c.case_id == _theirs.c.case_id)
    .where(
        _mine.c.agency_id == AGENCY,
        _mine.c.ended_at.is_(None),
        _theirs.c.ended_at.is_(None),
        _theirs.c.agency_id.not_in(COVERED),
    ),
)
"""Who sits with the agency that asks, and shares by that: no covered provider (CR-02)."""
has_heard_of_case, has_heard_of = map(asked_of, (HEARD_CASES, HEARD_SURVIVORS))
has_tablemate = asked_of(TABLEMATES)
IN_LISTS = frozenset({"names"})
"""Tables of which a search looks at very many rows: there a view is spelled out, because a function
takes longer for each row. Everywhere else a view takes longer, before any row is looked at."""
has_team_words = asked_of(
    view_of_owner(
        "sn_team_words", select(SEATS.c.survivor_id, TEAM.c.id).join_from(SEATS, TEAM, true())
    )
)
GLASS = view_of_owner(
    "sn_glass",
    select(BreakGlass.survivor_id, Agency.id)
    .join_from(BreakGlass, Agency, true())
    .where(
        BreakGlass.member_id == MEMBER,
        BreakGlass.until > NOW,
        BreakGlass.closed_at.is_(None),
        Agency.kind != AgencyClass.VICTIM_SERVICES,
    ),
)
has_glass, is_emergency = asked_of(GLASS), fact(GLASS)

_papers = MembershipPaper
LAPSED_PAPERS = view_of_owner(
    "sn_lapsed",
    select(_papers.kind)
    .where(
        or_(
            _papers.member_id == MEMBER,
            and_(_papers.member_id.is_(None), _papers.agency_id == AGENCY),
        )
    )
    .group_by(_papers.kind)
    .having(func.max(_papers.until) < DAY),
)
fact(LAPSED_PAPERS)

HIDDEN = listed(
    "sn_hidden",
    select(ConflictBlock.survivor_id).where(
        ConflictBlock.lifted_at.is_(None),
        or_(
            ConflictBlock.member_id == MEMBER,
            and_(ConflictBlock.member_id.is_(None), ConflictBlock.blocked_agency_id == AGENCY),
        ),
    ),
)
_standing = and_(Matter.walled_agency_id == AGENCY, Matter.ended_at.is_(None))
_walled = select(Matter.survivor_id).where(_standing)
WALLED = listed("sn_walled", _walled)
"""Also where SQL alone wrote that a matter ended: only `rights` knows that."""


def _codes(codes: Any) -> Any:
    """Return the codes of a JSON list as rows."""
    rows: Any = func.jsonb_array_elements_text(codes).table_valued(column("code", String()))
    return rows.lateral().render_derived()


def _ordered() -> Select[Any]:
    """Select what a court opened in every matter that stands: an order opens its own only."""
    kind, others = _codes(Matter.ordered.cast(JSONB)), Matter.__table__.alias("others")
    standing = (
        select(func.count())
        .select_from(others)
        .where(
            others.c.survivor_id == Matter.survivor_id,
            others.c.walled_agency_id == AGENCY,
            others.c.ended_at.is_(None),
        )
        .scalar_subquery()
    )
    return (
        select(Matter.survivor_id, kind.c.code.label("category"))
        .join_from(Matter, kind, true())
        .where(_standing, Matter.order_ends_on >= DAY)
        .group_by(Matter.survivor_id, kind.c.code)
        .having(func.count(distinct(Matter.id)) == standing)
    )


ORDERED = view_of_owner("sn_ordered", _ordered())
has_ordered = asked_of(ORDERED)
ORDERED_ABOUT = listed("sn_ordered_about", select(ORDERED.c.survivor_id))


RELEASED = view_of_owner(
    "sn_released",
    select(
        Release.survivor_id,
        Release.from_agency_id.label("owner_id"),
        Release.categories.cast(JSONB).label("kinds"),
        literal(RELEASE, String()).label("basis"),
    ).where(
        Release.to_agency_id == AGENCY,
        Release.revoked_at.is_(None),
        Release.starts_on <= DAY,
        Release.ends_on >= DAY,
    ),
)
TOLD = view_of_owner(
    "sn_told",
    select(
        Disclosure.survivor_id,
        Disclosure.from_agency_id.label("owner_id"),
        Disclosure.categories.cast(JSONB).label("kinds"),
        Disclosure.basis.cast(String).label("basis"),
    ).where(
        Disclosure.to_agency_id == AGENCY,
        Disclosure.ended_at.is_(None),
        Disclosure.starts_on <= DAY,
        Disclosure.ends_on >= DAY,
        or_(Disclosure.basis.in_(sorted(OPENS_COVERED)), Disclosure.from_agency_id.not_in(COVERED)),
    ),
)


def _carried() -> Select[Any]:
    """Select the compartments that single releases and disclosures carry, past open matters."""
    every = union_all(select(RELEASED), select(TOLD)).subquery("every")
    kind = _codes(every.c.kinds)
    of_order = and_(ORDERED.c.survivor_id == every.c.survivor_id, ORDERED.c.category == kind.c.code)
    return (
        select(every.c.survivor_id, every.c.owner_id, kind.c.code.label("category"))
        .join_from(every, kind, true())
        .where(
            kind.c.code != Category.PRIVILEGED.value,
            or_(
                every.c.basis.in_([str(one) for one in sorted(PASS_A_MATTER)]),
                every.c.survivor_id.not_in(_walled),
                exists(select(1).select_from(ORDERED).where(of_order)),
            ),
        )
    )


CARRIED = view_of_owner("sn_carried", _carried())
has_carried, is_anything_carried = asked_of(CARRIED), fact(CARRIED)
SHARED_ABOUT = listed("sn_shared_about", select(CARRIED.c.survivor_id))


@dataclass(frozen=True)
class ByRows(Rights):
    """Rights of whoever asks the database: questions alone, no value in hand."""

    @property
    def shared_about(self) -> Any:
        return SHARED_ABOUT

    @property
    def ordered_about(self) -> Any:
        return ORDERED_ABOUT

    def knows(self, case_id: Any) -> ColumnElement[bool]:
        return _there_is(SEATS, case_id=case_id)

    def concerns(self, survivor_id: Any) -> ColumnElement[bool]:
        return _there_is(SEATS, survivor_id=survivor_id)

    def carries_singly(self, model: Any, owner_id: Any) -> ColumnElement[bool]:
        if model.__tablename__ not in IN_LISTS:
            return self.carries_past_walls(model, owner_id)
        whose = {"survivor_id": model.survivor_id, "owner_id": owner_id}
        kind = model.category.cast(String)
        plainly = or_(*(_there_is(view, kind, **whose) for view in (RELEASED, TOLD)))
        past_walls = has_carried(model.survivor_id, owner_id, kind)
        return and_(
            is_anything_carried,
            case((WALLED.there_are_any, past_walls), else_=plainly),
        )

    def carries_past_walls(self, model: Any, owner_id: Any) -> ColumnElement[bool]:
        kind = model.category.cast(String)
        return and_(is_anything_carried, has_carried(model.survivor_id, owner_id, kind))

    def _sits_with(self, model: Any, owner_id: Any) -> ColumnElement[bool]:
        if model.__tablename__ not in IN_LISTS:
            return has_tablemate(model.survivor_id, owner_id)
        return _there_is(TABLEMATES, survivor_id=model.survivor_id, agency_id=owner_id)

    def ordered(self, model: Any) -> ColumnElement[bool]:
        return has_ordered(model.survivor_id, model.category.cast(String))

    def carries(self, model: Any, owner_id: Any) -> ColumnElement[bool]:
        """Say in SQL what `AtTables.carries` says."""
        only: Category | None = getattr(model, "CATEGORY", None)
        ways = []
        if only is None or only in BY_SEAT:
            ways.append(and_(model.category.in_(BY_SEAT), self._sits_with(model, owner_id)))
        ways.append(self.carries_singly(model, owner_id))
        if only in (None, Category.TEAM_DISCUSSION):
            is_said = model.category == Category.TEAM_DISCUSSION
            ways.append(and_(is_said, has_team_words(model.survivor_id, owner_id)))
        if only is None or only in OPENS:
            is_open = has_glass(model.survivor_id, owner_id)
            ways.append(and_(is_emergency, model.category.in_(sorted(OPENS)), is_open))
        return or_(*ways)


def _there_is(view: Any, kind: Any = None, **columns: Any) -> ColumnElement[bool]:
    """Say that a view has a row with these values, each a column of the row in question.

    `kind` is a category that the row's list of kinds must hold; no grant carries privileged notes.
    """
    same = [view.c[name] == plain(value) for name, value in columns.items()]
    if kind is not None:
        same += [view.c.kinds.has_key(kind), kind != Category.PRIVILEGED.value]
    return exists(select(1).select_from(view).where(*same).correlate_except(view))


@dataclass(frozen=True)
class ByWhatWasHeard(ByRows):
    """Rights of an observer: the tables whose cases she signed for today."""

    def knows(self, case_id: Any) -> ColumnElement[bool]:
        return has_heard_of_case(case_id)

    def concerns(self, survivor_id: Any) -> ColumnElement[bool]:
        return has_heard_of(survivor_id)


@spell_rights_with
def rights_by_rows(role: Role, lapsed: bool) -> Rights:
    """Return what reaches whoever asks; of an account that lapsed, nothing about anybody."""
    kind = ByWhatWasHeard if role is Role.OBSERVER else ByRows
    return kind(
        hidden=cast(Any, HIDDEN),
        walled=cast(Any, WALLED),
        lapsed=frozenset({"a paper"}) if lapsed else frozenset(),
        team=cast(Any, select(TEAM.c.id).scalar_subquery()),
    )
