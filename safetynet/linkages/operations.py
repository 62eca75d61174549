"""Offering a service to a young person, and writing down what became of it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from safetynet.access import Actor, Permission
from safetynet.agencies import Member, tell_those_who
from safetynet.cases import Case
from safetynet.db import db
from safetynet.directory import Service
from safetynet.linkages.gaps import Told, count_gap
from safetynet.linkages.life import GAPS, Introduced, LinkageStatus, Side
from safetynet.linkages.models import Details, Linkage, LinkageNote, LinkageStep
from safetynet.linkages.queries import reach_of, releases_carrying
from safetynet.notices import Kind
from safetynet.vault import Category, Triple


class NoReleaseError(Exception):
    """Nobody signed a release that carries these words to the provider."""


def offer(case: Case, service: Service, actor: Actor, now: datetime, *, agreed: bool) -> Linkage:
    """Write down that a service is suggested, or that the young person already agreed to it."""
    tells = service.tells
    guard = Triple(case.survivor_id, actor.agency_id, tells).digest if tells else None
    linkage = Linkage(
        case_id=case.id,
        case_number=case.number,
        survivor_id=case.survivor_id,
        service_id=service.id,
        provider_agency_id=service.organization.agency_id,
        offered_by_id=actor.agency_id,
        category=tells or Category.LINKAGE,
        compartment=guard,
        status=LinkageStatus.YOUTH_AGREED if agreed else LinkageStatus.SUGGESTED,
        status_at=now,
    )
    db.session.add(linkage)
    # Its steps and notes ask for its row when they are written.
    db.session.flush()
    _write_down(linkage, None, actor, Details())
    return linkage


def take_step(
    linkage: Linkage,
    to: LinkageStatus,
    side: Side,
    actor: Actor,
    now: datetime,
    details: Details,
    told: Told | None = None,
) -> None:
    """Move a linkage on and keep the step; count it where the county could not give the service.

    Raises WrongStepError where this side has no such step now, and NoReleaseError where a release
    is said to be signed that is not here.
    """
    before = linkage.status
    if to is LinkageStatus.RELEASE_SIGNED:
        _ask_for_release(linkage, now.date())
    linkage.move(to, side, now, details)
    shared = releases_carrying(linkage, now.date()) if to is LinkageStatus.SENT else []
    held = replace(details, on=linkage.on)
    _write_down(linkage, before, actor, held, release_ids=[str(one.id) for one in shared])
    if to in GAPS and to is not before:
        kinds = linkage.service.kinds
        count_gap(kinds[0] if kinds else None, to, details.why, now, told)
    if to is LinkageStatus.SENT:
        of_them = Member.agency_id == linkage.provider_agency_id
        tell_those_who(Permission.LINKAGE_ANSWER, Kind.WAITS, linkage, of_them)
    elif to is LinkageStatus.DECLINED and linkage.provider_agency_id:
        who_asked = Member.agency_id == linkage.offered_by_id
        tell_those_who(Permission.LINKAGE_WRITE, Kind.WAITS, linkage, who_asked)


def hand_over(linkage: Linkage, how: Introduced, on: date, actor: Actor) -> None:
    """Note that somebody brought the young person and the provider together herself."""
    _write_down(linkage, linkage.status, actor, Details(on=on), introduced=how)


def write_note(
    linkage: Linkage,
    text: str,
    actor: Actor,
    contact: str | None = None,
    place: str | None = None,
) -> LinkageNote:
    """Keep one side's words about a linkage: whom to talk to, where an appointment is."""
    note = LinkageNote(
        linkage_id=linkage.id,
        survivor_id=linkage.survivor_id,
        owner_id=actor.agency_id,
        category=linkage.category,
        member_id=actor.id,
        text=text,
        contact=contact,
        place=place,
    )
    db.session.add(note)
    return note


def _ask_for_release(linkage: Linkage, day: date) -> None:
    # For a provider that does not sign in the release is on paper, and we take their word.
    if linkage.provider_agency_id and not reach_of(linkage, day).released_until:
        raise NoReleaseError


def _write_down(
    linkage: Linkage, before: LinkageStatus | None, actor: Actor, details: Details, **more: Any
) -> None:
    db.session.add(
        LinkageStep(
            linkage_id=linkage.id,
            agency_id=actor.agency_id,
            member_id=actor.id,
            before=before,
            after=linkage.status,
            why=details.why,
            position=details.position,
            on=details.on,
            **more,
        )
    )
