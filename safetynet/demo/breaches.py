"""A phone that was lost: whom it touches, a call, a letter, and one call that cannot be made."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Role
from safetynet.agencies import agency_with
from safetynet.breaches import operations, telling
from safetynet.breaches.models import Affected, Breach, BreachPart, BreachScope
from safetynet.breaches.operations import Report
from safetynet.breaches.states import Certainty, How, Kind, NoticeTo, Outcome, State, Step
from safetynet.breaches.telling import Told
from safetynet.db import db
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller

LOST, CALLED = 3, 2
"""Days ago."""
SEEN_FOR = timedelta(days=90)
"""How long the phone was signed in."""
HOUSE = "harbor"


def happen(_stories: Iterable[Story], teller: Teller) -> None:
    """Let an advocate of a covered provider lose her phone, and report it the same evening."""
    advocate = teller.setting.actor(HOUSE)
    officer = teller.setting.person(Role.PRIVACY_OFFICER).as_actor()
    lost_at = teller.moment(LOST, 7)
    with teller.by(advocate.id, "a lost phone"), teller.at(LOST, 9) as then:
        said = Report(
            kind=Kind.LOST_DEVICE,
            certainty=Certainty.ACTUAL,
            noticed_at=then,
            happened_at=lost_at,
            about_id=advocate.id,
            text="My work phone was in the bag that was taken on the bus. It was not locked.",
        )
        breach_id = operations.report(said, agency_with(advocate.agency_id), advocate, then).id
    _run(breach_id, advocate, officer, lost_at, teller)
    _tell(breach_id, teller)


def _run(
    breach_id: UUID, advocate: Actor, officer: Actor, lost_at: datetime, teller: Teller
) -> None:
    with teller.by(officer.id, "a breach"), teller.at(LOST, 10) as then:
        breach = _breach(breach_id)
        done = "Signed out everywhere; the phone was wiped from a distance at 18:40."
        operations.end_sign_ins(breach, done, officer)
        since = lost_at - SEEN_FOR
        scope = BreachScope(
            breach_id=breach_id, member_id=advocate.id, since=since, until=then, sign_ins=[]
        )
        operations.add_scope(breach, scope)
        why = "Unlocked for two hours in somebody else’s hands: taken as seen."
        operations.decide(breach, State.BREACH, Certainty.ACTUAL, why, officer)
    with teller.at(LOST, 10.5) as then:
        operations.read_ledger(breach_id, officer, then)
    with teller.by(officer.id, "a step"), teller.at(CALLED, 1):
        step = "Harbor House now locks every phone after one minute."
        operations.note(_breach(breach_id), Step.CONTAINED, step, officer)


def _tell(breach_id: UUID, teller: Teller) -> None:
    """The supervisor tells the grant manager, writes the letter, and begins to call."""
    supervisor = teller.setting.person(Role.SUPERVISOR).as_actor()
    with teller.by(supervisor.id, "a grant manager"), teller.at(CALLED, 0.5) as then:
        part = _part(breach_id, supervisor)
        told = Told(NoticeTo.GRANT_MANAGER, then, "OVW program manager, by e-mail", "2026-BR-0417")
        telling.tell(part, told, supervisor)
        for language, words in LETTER.items():
            telling.write_letter(part, language, *words)
    for place, (outcome, text) in enumerate(CALLS):
        with teller.by(supervisor.id, "a safety call"), teller.at(CALLED, 2 + place) as then:
            breach, part = _breach(breach_id), _part(breach_id, supervisor)
            listed = select(Affected).where(Affected.part_id == part.id).order_by(Affected.number)
            her = db.session.scalars(listed.offset(place).limit(1)).one_or_none()
            if her is None:
                return
            telling.call(her, outcome, then, text, supervisor)
            if outcome is Outcome.REACHED:
                telling.send(breach, part, her, How.IN_PERSON, supervisor, clock.now())


def _breach(breach_id: UUID) -> Breach:
    return db.session.scalars(select(Breach).where(Breach.id == breach_id)).one()


def _part(breach_id: UUID, actor: Actor) -> BreachPart:
    wanted = select(BreachPart).where(
        BreachPart.breach_id == breach_id, BreachPart.agency_id == actor.agency_id
    )
    return db.session.scalars(wanted).one()


CALLS = (
    (Outcome.REACHED, "Met at the library. She knows what was seen and wants a new code word."),
    (Outcome.UNSAFE, "Somebody else answers that number now. Nothing to the address either."),
    (Outcome.NO_ANSWER, "Rang twice between classes, as the safe contact says."),
)
"""One after the other, as far as there are so many on the list."""

LETTER = {
    "en": (
        "A phone of one of our workers was taken. It was open for about two hours.",
        "We closed it from a distance and changed how our phones lock.",
        "Ask for Ana at 555-010-2020, Monday to Friday, 9 to 5.",
    ),
    "es": (
        "Se llevaron el teléfono de una de nuestras trabajadoras. Estuvo abierto unas dos horas.",
        "Lo cerramos a distancia y cambiamos cómo se bloquean nuestros teléfonos.",
        "Pregunta por Ana en el 555-010-2020, de lunes a viernes, de 9 a 5.",
    ),
}
