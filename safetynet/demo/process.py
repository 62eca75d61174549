"""What was served on Harbor House: an order on its way out, and a letter about nobody it knows."""

from collections.abc import Iterable
from datetime import timedelta

from safetynet.access import Actor, Role
from safetynet.agencies import agency_with
from safetynet.bundles import Scope
from safetynet.cases import Record
from safetynet.db import db
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller
from safetynet.process import operations
from safetynet.process.models import Basis, Kind, Served
from safetynet.process.operations import Paper
from safetynet.process.states import Step
from safetynet.vault import Category

DESK = "harbor"
LETTER, SERVED, TOLD, PREPARED, CALLED = 33, 9, 7, 2, 1
"""Days ago."""
TIME_TO_ANSWER = timedelta(days=21)
ASKED_FOR = frozenset({Category.LINKAGE, Category.PLAN, Category.SAFETY_RISK})


def serve(stories: Iterable[Story], teller: Teller) -> None:
    """Let Harbor be asked about somebody it knows, and about somebody it does not."""
    desk = teller.setting.person(Role.SUPERVISOR).as_actor()
    _neither_confirm_nor_deny(desk, teller)
    known = [story for story in stories if story.is_open and DESK in story.team]
    # Of a case that it leads and knows by name, if there is one: a small county may have none.
    best = min(known, key=lambda one: (one.is_coded, one.lead != DESK), default=None)
    if best is not None:
        _order(best, desk, teller)
    _just_served(desk, teller)


def _neither_confirm_nor_deny(desk: Actor, teller: Teller) -> None:
    paper = Paper(
        kind=Kind.SUBPOENA,
        served=Served.MAIL,
        served_on=teller.day(LETTER),
        due_on=teller.day(LETTER) + TIME_TO_ANSWER,
        issuer="Whitlock and Dane, attorneys at law\n400 Court Street, Laurel",
        issuer_reference="FL-20718",
        person="Tamsin Averill, born 2008",
        scope="Any record that shows that she ever stayed at a shelter.",
    )
    with teller.by(desk.id, "a subpoena"), teller.at(LETTER):
        process = operations.register(paper, None, desk, teller.day(LETTER))
    with teller.by(desk.id, "a letter"), teller.at(LETTER - 4):
        process = db.session.merge(process)
        told = "Our counsel: no order, no release; send the letter and nothing else."
        operations.note(process, Step.COUNSEL_TOLD, teller.day(LETTER - 1), told, desk)
        operations.note(process, Step.ANSWERED, teller.day(LETTER - 4), "", desk)


def _order(story: Story, desk: Actor, teller: Teller) -> None:
    paper = Paper(
        kind=Kind.COURT_ORDER,
        served=Served.IN_PERSON,
        served_on=teller.day(SERVED),
        due_on=teller.day(SERVED) + TIME_TO_ANSWER,
        issuer="Superior Court, Laurel County, Department 4\n1 Court Street, Laurel",
        issuer_reference="JV-2231",
        person="As named in the sealed schedule of the order.",
        scope="Which services were offered to her this year, and what came of them.",
        judge="Hon. Ruth Okonkwo",
    )
    with teller.by(desk.id, "a court order"), teller.at(SERVED):
        number = teller.case(story.case).number
        record = Record(story.case, story.survivor, number)
        process = operations.register(paper, record, desk, teller.day(SERVED))
        operations.hold(process, record, agency_with(desk.agency_id), desk)
    with teller.by(desk.id, "who was told"), teller.at(TOLD):
        process = db.session.merge(process)
        counsel = "Valid and signed. Give no more than it names; nothing privileged."
        operations.note(process, Step.COUNSEL_TOLD, teller.day(TOLD), counsel, desk)
        said = story.tell("Told {him} at the library, with {her} advocate.")
        operations.note(process, Step.SURVIVOR_TOLD, teller.day(TOLD), said, desk)
    with teller.by(desk.id, "records for a court"), teller.at(PREPARED):
        process = db.session.merge(process)
        scope = Scope(desk.agency_id, story.survivor, ASKED_FOR)
        operations.prepare(process, scope, Basis.COURT_ORDER, desk)


def _just_served(desk: Actor, teller: Teller) -> None:
    paper = Paper(
        kind=Kind.SUBPOENA,
        served=Served.IN_PERSON,
        served_on=teller.day(CALLED),
        due_on=teller.day(CALLED) + timedelta(days=6),
        issuer="Castellan Law Group\n77 Mill Road, Laurel",
        issuer_reference="CV-9945",
        person="A former resident, first name Juno",
        scope="Dates of stay and names of staff on duty.",
    )
    with teller.by(desk.id, "a subpoena"), teller.at(CALLED):
        operations.register(paper, None, desk, teller.day(CALLED))
