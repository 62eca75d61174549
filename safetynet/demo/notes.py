"""Notes in each discipline's own voice, and what advocates hold in confidence."""

from collections.abc import Iterator
from datetime import date
from random import Random

from safetynet import clock
from safetynet.access import Role
from safetynet.agencies import AgencyClass
from safetynet.cases import Case
from safetynet.db import db
from safetynet.demo.story import CLASSES, Story
from safetynet.demo.telling import Teller
from safetynet.demo.words import said
from safetynet.notes.models import (
    NoteKind,
    Qualification,
    QualificationKind,
    ToldHow,
    categories_written_by,
)
from safetynet.notes.operations import (
    Written,
    record_limits_told,
    record_privilege,
    write_note,
    write_privileged_note,
)
from safetynet.notes.privilege import (
    CounselSays,
    GuardianSafety,
    Holder,
    PrivilegeAct,
    PrivilegeDecision,
)

WRITERS = ("harbor", "rising", "probation", "welfare", "clinic", "schools", "defender")
COUNSELED = "harbor"
"""The agency whose supervisor is qualified too, and writes down what counsel says."""
MOST = 6
"""Notes on one case by one agency; about four a month around a table (volumes.md §8)."""


def qualify(teller: Teller) -> None:
    """Record the advocates' training, so that they may hold what is told in confidence."""
    setting = teller.setting
    keeper = setting.person(Role.ADMINISTRATOR)
    kinds = (QualificationKind.TRAFFICKING_CASEWORKER, QualificationKind.SEXUAL_ASSAULT_COUNSELLOR)
    with teller.by(keeper.id, "qualifications"), teller.at(300) as then:
        advocates = [setting.member(handle) for handle in ("harbor", "rising")]
        counseled = setting.person(Role.SUPERVISOR)
        for person, kind in zip([*advocates, counseled], (*kinds, kinds[0]), strict=True):
            db.session.add(
                Qualification(
                    member_id=person.id,
                    agency_id=person.agency_id,
                    kind=kind,
                    hours=64 if person is advocates[0] else 40,
                    recorded_on=clock.day_of(then),
                    recorded_by_id=keeper.id,
                )
            )


def write(story: Story, teller: Teller) -> Iterator[None]:
    """Let everybody at the table write now and then, and the advocates in confidence."""
    dice = story.dice("notes")
    case = teller.case(story.case)
    for handle in story.team:
        if handle in WRITERS:
            for ago in _days(story, dice):
                _note(story, case, handle, ago, teller, dice)
        if CLASSES[handle] is AgencyClass.VICTIM_SERVICES:
            _in_confidence(story, case, handle, teller, dice)
    yield


def _days(story: Story, dice: Random) -> list[int]:
    span = range(story.until, story.opened)
    most = min(MOST, len(span) // 12 + 2, len(span))
    return dice.sample(span, dice.randint(min(1, most), most))


def _note(story: Story, case: Case, handle: str, ago: int, teller: Teller, dice: Random) -> None:
    texts = said("notes")
    kind = dice.choices([*NoteKind], (4, 2, 3, 1))[0]
    about = dice.choice(categories_written_by(CLASSES[handle]))
    parts = (
        dice.choice(texts["opening"][kind]),
        *dice.sample(texts["middle"][about], dice.choice((1, 1, 2))),
        dice.choice(texts["ending"]["any"]),
    )
    author = teller.setting.actor(handle, dice)
    with teller.at(ago, dice.uniform(0.5, 9)) as then:
        write_note(case, author, Written(story.tell(" ".join(parts)), then), kind, about)


def _in_confidence(story: Story, case: Case, handle: str, teller: Teller, dice: Random) -> None:
    author = teller.setting.actor(handle)
    with teller.at(story.opened, 4) as then:
        record_limits_told(case, author, clock.day_of(then), dice.choice([*ToldHow]))
    texts = said("notes")["privileged"]["text"]
    for ago in _days(story, dice)[:3]:
        with teller.at(ago, dice.uniform(1, 8)) as then:
            text = story.tell(dice.choice(texts))
            write_privileged_note(case, author, Written(text, then))
    if handle == COUNSELED and story.n % 3 == 0:
        _about_the_privilege(story, case, teller)


def _about_the_privilege(story: Story, case: Case, teller: Teller) -> None:
    """Let a mother waive it, who may not be safe; counsel looks, and she does it again."""
    texts = said("notes")["privilege"]
    scope, counsel = story.tell(texts["scope"][0]), story.tell(texts["counsel"][0])
    with teller.at(story.until + 1, 3) as then:
        first = _waived(case, teller, clock.day_of(then), scope)
        reviewer = teller.setting.person(Role.SUPERVISOR)
        first.review(CounselSays.DOES_NOT_STAND, counsel, clock.day_of(then), reviewer.id)
    if story.n % 2:
        with teller.at(story.until, 3) as then:
            _waived(case, teller, clock.day_of(then), scope)


def _waived(case: Case, teller: Teller, on: date, scope: str) -> PrivilegeDecision:
    author = teller.setting.actor(COUNSELED)
    by = (PrivilegeAct.WAIVED, Holder.GUARDIAN, GuardianSafety.UNKNOWN)
    return record_privilege(case, author, *by, on=on, scope=scope)
