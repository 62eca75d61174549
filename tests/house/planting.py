"""Planting: every kind of content that there is, in one young person's case, each with a canary.

A new kind of content is planted by itself. Where its row is refused, say in VARIANTS of which kinds
its rows can be, and in GIVEN what such a row needs beside a first value in every column.
"""

import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from secrets import token_bytes
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Boolean, Date, Enum, Integer, LargeBinary, Uuid
from sqlalchemy.sql.elements import KeyedColumnElement

from safetynet import clock
from safetynet.access import Role
from safetynet.agencies.models import Agency, Member
from safetynet.alerts.models import AlertTold, SafetyAlert
from safetynet.authentication.models import Credential
from safetynet.breaches.models import Affected, BreachScope, BreachWords
from safetynet.breaches.states import Step
from safetynet.cases import Case
from safetynet.db import Model, Owned, db
from safetynet.db.model import Moment, PlainJson, PlainText
from safetynet.demo.canaries import Canaries
from safetynet.drafts.models import Draft
from safetynet.events.models import CATEGORY_OF as OF_EVENT
from safetynet.events.models import (
    CATEGORY_OF_ACCOUNT,
    DutyDone,
    Event,
    EventKind,
    ReturnAccount,
)
from safetynet.exports.grants import OFFERED
from safetynet.exports.held import named
from safetynet.exports.models import Basis, Export, ExportWords
from safetynet.exports.models import Format as OfCopy
from safetynet.files import storage
from safetynet.files.formats import Format
from safetynet.files.models import CATEGORY_OF as OF_DOCUMENT
from safetynet.files.models import Document, DocumentKind
from safetynet.indicators.models import RESULTS_ARE, ScreeningResult
from safetynet.linkages.life import LinkageStatus
from safetynet.linkages.models import Linkage, LinkageNote
from safetynet.meetings.autopilot.models import RequestWords, ReviewRequest
from safetynet.meetings.autopilot.policy import NEVER_ASKED_IN
from safetynet.meetings.models import (
    CATEGORY_OF,
    Meeting,
    MeetingStatus,
    ResearchPart,
    ResearchReturn,
    ReviewAnswer,
    SharedResearch,
    TaskUpdate,
    Wishes,
)
from safetynet.notes.models import Note
from safetynet.plans.models import (
    Goal,
    GoalNeed,
    GoalWords,
    SafetyLine,
    ScoreEvidence,
    StepUpdate,
    StepWords,
)
from safetynet.plans.models import Step as PlanStep
from safetynet.plans.version_models import EarlierWords, PlanVersion, VersionState, VersionWords
from safetynet.process.models import LegalProcess, Production
from safetynet.referrals import Referral, ReferralStatus
from safetynet.referrals.desk.models import ReferralClock
from safetynet.referrals.htcds import WordsAsSent
from safetynet.referrals.imports.models import (
    FileKind,
    ImportBatch,
    ImportFile,
    ImportStatus,
)
from safetynet.referrals.models import Circumstance, PersonOfConcern
from safetynet.retention.models import Destruction, DestructionOrder
from safetynet.screening.models import Kind as NameOf
from safetynet.screening.models import Match
from safetynet.sharing.barrier_models import ConflictBlock, Matter
from safetynet.sharing.models import BreakGlass, Disclosure, Release, TeamSeat
from safetynet.survivors import BirthDate, ContactAttempt, PersonTie, SafeContact, Survivor
from safetynet.survivors.models import AttemptOutcome
from safetynet.transfers import TransferredRecord
from safetynet.vault import NOBODY, Category
from safetynet.vault.columns import SealedText, lazy_attributes
from tests.browser import rows
from tests.house.addresses import UNNAMED
from tests.house.relations import Stage
from tests.house.sweep import PASSWORD
from tests.scenes import BORN

TEAM = Category.TEAM_DISCUSSION
Values = dict[str, Any]
SOMEBODY_ELSES = {"to_agency_id", "blocked_agency_id", "walled_agency_id"}
"""Columns that name an agency which nobody who looks belongs to."""
WORDS_OF_A_PLAN = ({"category": Category.PLAN}, {"category": TEAM})
VARIANTS: Mapping[type[Owned], tuple[Values, ...]] = {
    Note: tuple({"category": kind} for kind in Category if kind not in {Category.PRIVILEGED, TEAM}),
    RequestWords: tuple({"category": kind} for kind in Category if kind not in NEVER_ASKED_IN),
    Event: tuple({"kind": kind, "category": of} for kind, of in OF_EVENT.items()),
    ReturnAccount: tuple(
        {"kind": kind, "category": of} for kind, of in CATEGORY_OF_ACCOUNT.items()
    ),
    Document: tuple({"kind": kind, "category": of} for kind, of in OF_DOCUMENT.items()),
    ContactAttempt: ({"outcome": AttemptOutcome.REACHED}, {"outcome": None}),
    Circumstance: tuple(
        {"category": kind}
        for kind in (
            Category.JUVENILE_COURT,
            Category.CHILD_WELFARE,
            Category.EDUCATION,
            Category.LOCATION,
            Category.IDENTITY,
            Category.REFERRAL_NARRATIVE,
        )
    ),
    ScreeningResult: tuple({"category": kind} for kind in sorted(RESULTS_ARE)),
    Draft: ({"category": Category.IDENTITY}, {"category": Category.OFFICE}),
    TransferredRecord: (
        {"category": Category.SAFETY_RISK},
        {"category": Category.REFERRAL_NARRATIVE},
    ),
    WordsAsSent: ({"category": Category.IDENTITY}, {"category": Category.REFERRAL_NARRATIVE}),
    LinkageNote: ({"category": Category.LINKAGE},),
    ReviewAnswer: tuple(
        {"question": question, "category": kind}
        for question, of in CATEGORY_OF.items()
        for kind in (of, TEAM)
    ),
    **dict.fromkeys(
        (
            EarlierWords,
            GoalNeed,
            GoalWords,
            SafetyLine,
            ScoreEvidence,
            StepWords,
            VersionWords,
            Wishes,
        ),
        WORDS_OF_A_PLAN,
    ),
    SharedResearch: (
        {"kind": ResearchPart.RISKS, "category": Category.SAFETY_RISK},
        {"kind": ResearchPart.STATUS, "category": Category.RESEARCH},
    ),
    **dict.fromkeys((StepUpdate, TaskUpdate), WORDS_OF_A_PLAN[:1]),
}
"""Of which kinds the rows of a table are that has no kind of its own."""
WORDS_OF_PROGRAMS = {"language": "en"}
"""Plain texts that are no words of anybody's."""
SHELLS = (BreachScope, Destruction, DestructionOrder, Production, ResearchReturn)
"""Rows without any words that have pages of their own."""
OF_NOBODY = {"import_files", "import_origins", "column_matches", "referral_book_words"}


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
    back_id: UUID | None = None
    """The event with which she came back, once something hangs on it."""
    ids: dict[type[Model], list[UUID]] = field(default_factory=lambda: defaultdict(list))

    def root(self) -> None:
        """Take up the rows that every scene has, and put there what others hang on."""
        scene, owner = self.stage.scene, self.stage.owner
        self.ids[Case], self.ids[Survivor] = [scene.case_id], [scene.survivor_id]
        self.ids[Agency], self.ids[Member] = [owner.agency_id], [owner.id]
        for kind in (Matter, TeamSeat):
            about = rows(kind, kind.survivor_id == scene.survivor_id)
            self.ids[kind] = [row.id for row in about]
        for model, _values in kinds_to_plant():
            for column in model.__table__.columns:
                if column.foreign_keys and self._is_wanted(column):
                    self._one_of(column)
        for shell in SHELLS:
            self._one_row_of(shell)
        # The table knows who asks, whoever may read why.
        while len(self.ids[ReviewRequest]) < len(VARIANTS[RequestWords]):
            self.plant(ReviewRequest)

    def plant(self, model: type[Model], **values: Any) -> UUID:
        """Save a row with a value in each column that wants one, and a canary in each text."""
        of = self._given(model).get(model, dict[str, Any]()) | values
        of = {"category": model.CATEGORY} | of if issubclass(model, Owned) else of
        if values.get("kind") is DocumentKind.SERVED:
            of |= {"case_id": None, "process_id": self._one_row_of(LegalProcess)}
        if model is EarlierWords:
            of |= {"words_id": self.plant(GoalWords, category=of["category"])}
        if values.get("kind") is DocumentKind.REFERRAL:
            of |= {"case_id": None, "referral_id": self._one_row_of(Referral)}
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

    def plant_copy(self) -> None:
        """Have a copy of what the owner noted approved, which whoever asked for it takes now."""
        now, is_offered = clock.now(), Note.category.in_(OFFERED)
        copy = self.plant(
            Export,
            categories=sorted(OFFERED),
            held=named(rows(Note, Note.id.in_(self.ids[Note]), is_offered)),
            format=OfCopy.CSV,
            decided_by_id=self.stage.people[Role.SUPERVISOR].id,
            decided_at=now,
            is_approved=True,
            serial=UNNAMED,
            ends_at=now + timedelta(days=5),
            downloads=1,
            # However long it takes to get there: a download may go on for minutes only.
            downloaded_at=now + timedelta(hours=2),
        )
        self.plant(ExportWords, export_id=copy, password=PASSWORD)

    def _given(self, model: type[Model]) -> dict[type[Model], Values]:
        """Return what rows need so that pages show them."""
        today, now, stage = clock.today(), clock.now(), self.stage
        lasts = {"starts_on": today, "ends_on": today + timedelta(days=60)}
        given: dict[type[Model], Values] = {
            Referral: {
                "number": referral_number(self.number),
                "status": ReferralStatus.TRIAGED,
                "received_at": now,
                "case_id": stage.scene.case_id,
                "from_member_id": stage.owner.id,
            },
            ReferralClock: {"key": "specialist", "aware_at": now, "due_at": now},
            Linkage: {
                "provider_agency_id": stage.owner.agency_id,
                "case_number": stage.scene.number,
                "status": LinkageStatus.SENT,
                "sent_at": now,
            },
            Meeting: {"status": MeetingStatus.MINUTES_DRAFT, "published_at": now},
            Release: {**lasts, "categories": ["identity"]},
            Disclosure: {**lasts, "categories": ["identity"]},
            Document: {"case_id": stage.scene.case_id, "format": Format.TXT},
            Draft: {
                "place": f"{stage.scene.path}/notes",
                "page": f"{stage.scene.path}/notes/new",
                "kept_at": now,
            },
            BreachScope: {"agency_id": stage.owner.agency_id},
            BreachWords: {"kind": Step.REPORTED},
            ConflictBlock: {"set_by_id": stage.owner.id, "set_by_agency_id": stage.owner.agency_id},
            Export: {"number": stage.scene.number, "basis": Basis.OWN_REQUEST},
            Affected: {"number": stage.scene.number},
            BreakGlass: {"closed_at": now, "closed_by_id": stage.owner.id},
            LegalProcess: {"survivor_id": stage.scene.survivor_id},
            SafeContact: {"tie": next(iter(PersonTie))},
            ContactAttempt: {"contact_id": stage.scene.contact_id},
            SafetyAlert: {"asked_by_id": stage.owner.id, "asked_at": now},
            ImportBatch: {"status": ImportStatus.DONE},
            ImportFile: {"kind": FileKind.FAILED},
        }
        return (
            given
            | self._plan(model)
            | self._match(model)
            | self._request(model)
            | self._episode(model)
            | self._told(model)
        )

    def _plan(self, model: type[Model]) -> dict[type[Model], Values]:
        """Let words of a plan stand in its version, and be changed after that."""
        now = clock.now()
        if model in {GoalNeed, GoalWords, StepWords}:
            return {model: {"created_at": now - timedelta(hours=2)}}
        if model is not PlanVersion:
            return {}
        goal, step = self._one_row_of(Goal), self._one_row_of(PlanStep)
        stood = [f"goal {goal} learning open"]
        stood.append(f"step {step} {self.stage.owner.agency_id} {clock.today()} open")
        sent = {"created_at": now - timedelta(hours=1), "state": VersionState.RETURNED}
        return {PlanVersion: sent | {"stood": stood}}

    def _request(self, model: type[Model]) -> dict[type[Model], Values]:
        """Let all words about a request have one of their own, of those that stood there before."""
        if model is not RequestWords:
            return {}
        free = self.ids[ReviewRequest][len(self.ids[RequestWords]) :]
        return {RequestWords: {"request_id": free[0] if free else self.plant(ReviewRequest)}}

    def _episode(self, model: type[Model]) -> dict[type[Model], Values]:
        """Let what was done and told be of the last time she was missing."""
        if model not in {DutyDone, ReturnAccount}:
            return {}
        if self.back_id is None:
            for kind, at in ((EventKind.MISSING, time(23, 58)), (EventKind.RETURNED, time.max)):
                of = {"kind": kind, "category": OF_EVENT[kind], "at_time": at}
                self.back_id = self.plant(Event, **of)
        return {model: {"event_id": self.back_id}}

    def _match(self, model: type[Model]) -> dict[type[Model], Values]:
        """Return what a match needs: the names that it compares."""
        if model is not Match:
            return {}
        concern = self._one_row_of(PersonOfConcern)
        named = {"concern_id": concern, "row_id": self.stage.scene.contact_id}
        return {Match: {"kind": NameOf.CONTACT, "is_of_office": True, **named}}

    def _told(self, model: type[Model]) -> dict[type[Model], Values]:
        """Let whoever was told know of an alert that is there."""
        if model is not AlertTold:
            return {}
        return {AlertTold: {"alert_id": self._one_row_of(SafetyAlert)}}

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
        return WORDS_OF_PROGRAMS.get(column.key) or self._first(column)

    def _one_of(self, column: KeyedColumnElement[Any]) -> UUID:
        """Return a row that others hang on; plant it if it is not there."""
        [key] = column.foreign_keys
        [model] = [m.class_ for m in Model.registry.mappers if m.local_table is key.column.table]
        return self._one_row_of(model)

    def _one_row_of(self, model: type[Model]) -> UUID:
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
            (LargeBinary, token_bytes(getattr(kind, "length", None) or 16)),
            (Uuid, uuid4()),
        ]
        return next(value for wanted, value in by_type if isinstance(kind, wanted))

    def _mark(self, row: Owned) -> None:
        """Put a canary in every text; into the middle of what a program reads."""
        if isinstance(row, BirthDate):
            row.iso = BORN.isoformat()
        if isinstance(row, PersonOfConcern):
            row.born = BORN.isoformat()
        self.canaries.sow(row)
        if isinstance(row, ImportFile):
            row.text = b64encode(self._word(row, "text").encode()).decode()
        if isinstance(row, Draft):
            word = self._word(row, "words")
            row.words = json.dumps({"title": word, "fields": [["text", word]]})
        if isinstance(row, WordsAsSent):
            told = {"state": "", "sent": {}, "alone": {"prs_Title": self._word(row, "cells")}}
            row.cells = json.dumps(told)
        if isinstance(row, Document):
            word = self._word(row, "case_file" if row.is_case_file else "content")
            storage.store(row, word.encode())

    def _word(self, row: Owned, column: str) -> str:
        return self.canaries.word_for(row, f"{row.__tablename__}.{column}")


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
