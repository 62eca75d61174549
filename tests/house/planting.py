"""Planting: every kind of content that there is, in one young person's case, each with a canary.

A new kind of content is planted by itself. Where its row is refused, say in VARIANTS of which kinds
its rows can be, and in GIVEN what such a row needs beside a first value in every column.
"""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from secrets import token_bytes
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Enum, Integer, LargeBinary
from sqlalchemy.sql.elements import KeyedColumnElement

from safetynet import clock
from safetynet.agencies.models import Agency, Member
from safetynet.authentication.models import Credential
from safetynet.cases import Case
from safetynet.db import Model, Owned, db
from safetynet.db.model import Moment, PlainJson, PlainText
from safetynet.demo.canaries import Canaries
from safetynet.events.models import CATEGORY_OF as OF_EVENT
from safetynet.events.models import Event
from safetynet.files.models import CATEGORY_OF as OF_DOCUMENT
from safetynet.files.models import Document
from safetynet.linkages.life import LinkageStatus
from safetynet.linkages.models import Linkage, LinkageNote
from safetynet.meetings.models import (
    CATEGORY_OF,
    Meeting,
    MeetingStatus,
    ReviewAnswer,
    TaskUpdate,
    Wishes,
)
from safetynet.notes.models import Note
from safetynet.plans.models import GoalWords, SafetyLine, StepUpdate, StepWords
from safetynet.process.models import LegalProcess
from safetynet.referrals import Referral, ReferralStatus
from safetynet.referrals.imports.models import (
    FileKind,
    ImportBatch,
    ImportFile,
    ImportStatus,
)
from safetynet.referrals.models import Circumstance
from safetynet.sharing.models import BreakGlass, Disclosure, Release
from safetynet.survivors import BirthDate, Survivor
from safetynet.vault import NOBODY, Category
from safetynet.vault.columns import SealedText, lazy_attributes
from tests.house.relations import Stage
from tests.scenes import BORN

TEAM = Category.TEAM_DISCUSSION
Values = dict[str, Any]
SOMEBODY_ELSES = {"to_agency_id", "blocked_agency_id", "walled_agency_id"}
"""Columns that name an agency which nobody who looks belongs to."""
WORDS_OF_A_PLAN = ({"category": Category.PLAN}, {"category": TEAM})
VARIANTS: Mapping[type[Owned], tuple[Values, ...]] = {
    Note: tuple({"category": kind} for kind in Category if kind not in {Category.PRIVILEGED, TEAM}),
    Event: tuple({"kind": kind, "category": of} for kind, of in OF_EVENT.items()),
    Document: tuple({"kind": kind, "category": of} for kind, of in OF_DOCUMENT.items()),
    Circumstance: tuple(
        {"category": kind}
        for kind in (Category.JUVENILE_COURT, Category.CHILD_WELFARE, Category.EDUCATION)
    ),
    LinkageNote: ({"category": Category.LINKAGE},),
    ReviewAnswer: tuple(
        {"question": question, "category": kind}
        for question, of in CATEGORY_OF.items()
        for kind in (of, TEAM)
    ),
    **dict.fromkeys((GoalWords, SafetyLine, StepWords, Wishes), WORDS_OF_A_PLAN),
    **dict.fromkeys((StepUpdate, TaskUpdate), WORDS_OF_A_PLAN[:1]),
}
"""Of which kinds the rows of a table are that has no kind of its own."""
OF_NOBODY = {"import_files", "import_origins", "column_matches"}


def referral_number(stage: int) -> str:
    """Return by which number the referral of a stage is found."""
    return f"R-2026-{9000 + stage}"


@dataclass
class Garden:
    """One stage, and what was planted there."""

    stage: Stage
    number: int
    spare_id: UUID
    """An agency that nobody who looks belongs to."""
    team_id: UUID
    canaries: Canaries
    ids: dict[type[Model], list[UUID]] = field(default_factory=lambda: defaultdict(list))

    def root(self) -> None:
        """Take up the rows that every scene has, and put there what others hang on."""
        scene, owner = self.stage.scene, self.stage.owner
        self.ids[Case], self.ids[Survivor] = [scene.case_id], [scene.survivor_id]
        self.ids[Agency], self.ids[Member] = [owner.agency_id], [owner.id]
        for model, _values in kinds_to_plant():
            for column in model.__table__.columns:
                if column.foreign_keys and self._is_wanted(column):
                    self._one_of(column)

    def plant(self, model: type[Model], **values: Any) -> UUID:
        """Save a row with a value in each column that wants one, and a canary in each text."""
        of = self._given().get(model, dict[str, Any]()) | values
        of = {"category": model.CATEGORY} | of if issubclass(model, Owned) else of
        for column in model.__table__.columns:
            if column.key not in of and self._is_wanted(column):
                of[column.key] = self._value(column, model, of)
        row = model(**of)
        if isinstance(row, Owned):
            self._mark(row)
        db.session.add(row)
        db.session.flush()
        self.ids[model].append(row.id)
        return row.id

    def _given(self) -> dict[type[Model], Values]:
        """Return what rows need so that pages show them."""
        today, now, stage = clock.today(), clock.now(), self.stage
        lasts = {"starts_on": today, "ends_on": today + timedelta(days=60)}
        return {
            Referral: {
                "number": referral_number(self.number),
                "status": ReferralStatus.TRIAGED,
                "received_at": now,
                "case_id": stage.scene.case_id,
                "from_member_id": stage.owner.id,
            },
            Linkage: {
                "provider_agency_id": stage.owner.agency_id,
                "case_number": stage.scene.number,
                "status": LinkageStatus.SENT,
                "sent_at": now,
            },
            Meeting: {"status": MeetingStatus.MINUTES_DRAFT},
            Release: {**lasts, "categories": ["identity"]},
            Disclosure: {**lasts, "categories": ["identity"]},
            Document: {"case_id": stage.scene.case_id},
            BreakGlass: {"closed_at": now, "closed_by_id": stage.owner.id},
            LegalProcess: {"survivor_id": stage.scene.survivor_id},
            ImportBatch: {"status": ImportStatus.DONE},
            ImportFile: {"kind": FileKind.FAILED},
        }

    def _is_wanted(self, column: KeyedColumnElement[Any]) -> bool:
        if column.key in {"id", "version", "created_at", "compartment"}:
            return False
        is_word = isinstance(column.type, SealedText)
        return is_word or (not column.nullable and column.default is None)

    def _value(self, column: KeyedColumnElement[Any], model: type[Model], of: Values) -> Any:
        if column.key == "survivor_id":
            return NOBODY if model.__tablename__ in OF_NOBODY else self.stage.scene.survivor_id
        if column.key == "owner_id" and of.get("category") is TEAM:
            return self.team_id
        if column.key in SOMEBODY_ELSES:
            return self.spare_id
        if column.foreign_keys:
            return self._one_of(column)
        return self._first(column)

    def _one_of(self, column: KeyedColumnElement[Any]) -> UUID:
        """Return a row that others hang on; plant it if it is not there."""
        [key] = column.foreign_keys
        [model] = [m.class_ for m in Model.registry.mappers if m.local_table is key.column.table]
        return self.ids[model][-1] if self.ids[model] else self.plant(model)

    def _first(self, column: KeyedColumnElement[Any]) -> Any:
        kind = column.type
        if isinstance(kind, Enum) and kind.enum_class:
            return next(iter(kind.enum_class))
        if isinstance(kind, PlainText):
            return f"Plain {token_bytes(4).hex()}"
        by_type: list[tuple[Any, Any]] = [
            (SealedText, "Quillwort"),
            (PlainJson, []),
            (Moment, clock.now()),
            (Date, clock.today()),
            (Integer, 1),
            (Boolean, False),
            (LargeBinary, token_bytes(16)),
        ]
        return next(value for wanted, value in by_type if isinstance(kind, wanted))

    def _mark(self, row: Owned) -> None:
        if isinstance(row, BirthDate):
            row.iso = BORN.isoformat()
        self.canaries.sow(row)
        if isinstance(row, ImportFile):
            [canary] = [one for one in self.canaries.sown if one.row == str(row.id)]
            row.text = b64encode(canary.canary.encode()).decode()


def kinds_to_plant() -> Iterator[tuple[type[Owned], Values]]:
    """Yield every table of sealed words with every kind its rows can be; parents come first."""
    by_table = {mapper.local_table: mapper.class_ for mapper in Model.registry.mappers}
    for table in Model.metadata.sorted_tables:
        model = by_table.get(table)
        if model is None or not issubclass(model, Owned) or not lazy_attributes(model):
            continue
        if model is Credential:
            continue
        one: tuple[Values, ...] = ({},) if model.CATEGORY else ()
        for values in VARIANTS.get(model, one):
            yield model, values
        assert model.CATEGORY or model in VARIANTS, f"{model.__name__}: say its kinds in VARIANTS"
