"""A young person's case with everything that a page can hold, each agency's with a canary in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, job
from safetynet.agencies import Agency
from safetynet.cases import Case
from safetynet.db import db
from safetynet.events.models import CATEGORY_OF as OF_EVENT
from safetynet.events.models import Event, EventKind
from safetynet.meetings.models import (
    AgendaItem,
    AnswerBasis,
    Decision,
    ItemKind,
    MeetingKind,
    MeetingStatus,
    ResearchPart,
    ReviewAnswer,
    SharedResearch,
    Wishes,
    kind_of_part,
)
from safetynet.meetings.operations.scheduling import put_on_agenda, schedule
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.notes.models import Note
from safetynet.plans.models import (
    Domain,
    Goal,
    GoalNeed,
    GoalWords,
    Plan,
    PlanKind,
    Score,
    ScoreEvidence,
    Stage,
    Step,
    StepWords,
)
from safetynet.referrals import Referral, ReferralStatus, Urgency
from safetynet.referrals.models import Concern, RiskNow, Voice
from safetynet.referrals.operations import take_numbers
from safetynet.survivors import Address, Name
from safetynet.vault import Category, Triple
from tests.cast import Cast, Player
from tests.scenes import Scene

C = Category


@dataclass(frozen=True)
class Sown:
    """One canary, and whether packets, or minutes, ever hold what it stands in."""

    word: str
    triple: Triple
    case_id: UUID
    in_packets: bool
    in_minutes: bool
    is_name: bool
    """Of several names that are open to somebody, one stands on the page."""

    def is_open_to(self, actor: Actor) -> bool:
        """Say what the walls say of it, and whether this person knows of the case at all."""
        knows = actor.sees_all_shells or self.case_id in actor.rights.cases
        return knows and actor.basis_for(self.triple) is not None


@dataclass
class Field:
    app: Flask
    cast: Cast
    sown: list[Sown] = field(default_factory=list)

    def hold(self, *scenes: Scene) -> UUID:
        """Hold a meeting about them a week ago."""
        with self.app.app_context(), job("test: hold"):
            meeting = schedule(
                kind=MeetingKind.WEEKLY,
                starts_at=clock.now() - timedelta(days=7),
                minutes=60,
                place_code="Room 4B",
                chair_id=self.cast.coordinator.id,
            )
            for scene in scenes:
                [case] = db.session.scalars(select(Case).where(Case.id == scene.case_id))
                put_on_agenda(meeting, case, ItemKind.NEW)
            meeting.status = MeetingStatus.MINUTES_DRAFT
            for item in db.session.scalars(select(AgendaItem)):
                item.finish(meeting.starts_at)
            return meeting.id

    def sow(self, scene: Scene, *owners: Player) -> None:
        """Let each of them have written all that there is, about one young person."""
        with self.app.app_context(), job("test: sow"):
            found = select(AgendaItem.id).where(AgendaItem.case_id == scene.case_id)
            item = db.session.scalars(found).one()
            team = self.cast.team_id
            decided = {"item_id": item, "source_id": team}
            self._put(scene, team, C.TEAM_DISCUSSION, Decision, "text", decided, minutes=True)
            plan = self._shell(Plan, scene, kind=PlanKind.STABILIZATION, review_on=clock.today())
            of_plan = {"plan_id": plan.id, "by_agency_id": self.cast.harbor_id}
            goal = self._shell(Goal, scene, domain=Domain.HOME, position=1, **of_plan)
            scored = {"domain": Domain.HOME, "value": 2, "stage": Stage.NOW, "on": clock.today()}
            score = Score(case_id=scene.case_id, **of_plan, **scored)
            db.session.add(score)
            db.session.flush()
            for owner in owners:
                self._of(scene, owner, item, goal)
                shows = {"score_id": score.id, "case_id": scene.case_id}
                self._put(scene, owner.agency_id, C.PLAN, ScoreEvidence, "text", shows)

    def research(self, scene: Scene, meeting: UUID, *owners: Player) -> None:
        """Let each of them have sent something before a meeting."""
        with self.app.app_context(), job("test: research"):
            for owner in owners:
                for part in (ResearchPart.RISKS, ResearchPart.STATUS):
                    agency = db.session.scalars(
                        select(Agency).where(Agency.id == owner.agency_id)
                    ).one()
                    of = kind_of_part(part, agency.kind)
                    sent = {"meeting_id": meeting, "case_id": scene.case_id, "kind": part}
                    self._put(scene, owner.agency_id, of, SharedResearch, "text", sent)

    def _of(self, scene: Scene, owner: Player, item: UUID, goal: Goal) -> None:
        by, put = owner.agency_id, self._put
        put(scene, by, C.IDENTITY, Name, "parts")
        for kind in EventKind:
            hers = {"case_id": scene.case_id, "author_id": owner.id, "day": clock.today()}
            told = kind not in {EventKind.PLACEMENT, EventKind.CONTACT_ATTEMPT}
            put(scene, by, OF_EVENT[kind], Event, "text", hers | {"kind": kind}, packets=told)
        referral = {"referral_id": self._referral(scene, owner).id}
        put(scene, by, C.SAFETY_RISK, RiskNow, "words", referral)
        put(scene, by, C.REFERRAL_NARRATIVE, Concern, "facts", referral)
        put(scene, by, C.REFERRAL_NARRATIVE, Voice, "wants", referral)
        of_goal = {"goal_id": goal.id, "case_id": scene.case_id}
        put(scene, by, C.PLAN, GoalWords, "text", of_goal)
        put(scene, by, C.PLAN, GoalNeed, "text", of_goal)
        step = self._step(scene, owner, goal)
        put(scene, by, C.PLAN, StepWords, "text", {"step_id": step.id, "case_id": scene.case_id})
        said = {
            "item_id": item,
            "source_id": by,
            "question": ReviewQuestion.SAFETY_STATUS,
            "basis": AnswerBasis.OWN,
        }
        put(scene, by, C.SAFETY_RISK, ReviewAnswer, "text", said, minutes=True)
        wish = {"item_id": item, "told_by_id": by}
        put(scene, by, C.PLAN, Wishes, "text", wish, minutes=True)
        note = {"case_id": scene.case_id, "author_id": owner.id, "occurred_at": clock.now()}
        for of in (C.HEALTH, C.PLAN):
            put(scene, by, of, Note, "text", note, packets=False)
        put(scene, by, C.LOCATION, Address, "text", packets=False)

    def _put(
        self,
        scene: Scene,
        owner: UUID,
        category: Category,
        model: Any,
        column: str,
        values: Mapping[str, Any] | None = None,
        *,
        packets: bool = True,
        minutes: bool = False,
    ) -> None:
        word = f"CNRY{len(self.sown):04d}X"
        text = Name.joined(word) if model is Name else word
        about = {"survivor_id": scene.survivor_id, "owner_id": owner, "category": category}
        db.session.add(model(**about, **(values or {}), **{column: text}))
        triple = Triple(scene.survivor_id, owner, category)
        is_name = model is Name
        self.sown.append(Sown(word, triple, scene.case_id, packets, minutes, is_name))

    def _shell(self, model: Any, scene: Scene, **values: Any) -> Any:
        row = model(case_id=scene.case_id, survivor_id=scene.survivor_id, **values)
        db.session.add(row)
        db.session.flush()
        return row

    def _step(self, scene: Scene, owner: Player, goal: Goal) -> Step:
        by = owner.agency_id
        facts = {"goal_id": goal.id, "case_number": scene.number, "due": clock.today()}
        whose = {"owner_agency_id": by, "by_agency_id": by, "status_at": clock.now()}
        step: Step = self._shell(Step, scene, **facts, **whose)
        return step

    def _referral(self, scene: Scene, owner: Player) -> Referral:
        [number] = take_numbers(clock.today().year)
        referral = Referral(
            number=number,
            status=ReferralStatus.KEPT,
            urgency=Urgency.DAYS,
            referred_on=clock.today(),
            survivor_id=scene.survivor_id,
            from_agency_id=owner.agency_id,
            from_member_id=owner.id,
            warnings=[],
        )
        db.session.add(referral)
        db.session.flush()
        return referral
