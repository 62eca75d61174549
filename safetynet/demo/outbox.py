"""What waits today is in the outbox, too: `./sn notices send` writes the mails."""

from sqlalchemy import select

from safetynet.access import Permission, Role
from safetynet.agencies import Member, tell_those_who
from safetynet.audit import HOUSE
from safetynet.db import db
from safetynet.demo.telling import Teller
from safetynet.linkages.life import UNANSWERED
from safetynet.linkages.models import Linkage
from safetynet.meetings.models import Meeting, MeetingStatus
from safetynet.notices import Kind
from safetynet.notices.models import How, MailChoice
from safetynet.referrals.models import Referral
from safetynet.referrals.vocabulary import ReferralStatus

AT_ANY_HOUR = {
    **dict.fromkeys(("waits", "stopped", "meeting"), How.AT_ONCE),
    "digest_hour": 8,
    "quiet_from": 0,
    "quiet_until": 0,
}


def fill(teller: Teller) -> None:
    """Tell, as of yesterday, of referrals to triage, of linkages to answer, of the next meeting."""
    received = select(Referral).where(Referral.status == ReferralStatus.RECEIVED)
    unanswered = select(Linkage).where(Linkage.status.in_(UNANSWERED)).limit(20)
    coming = select(Meeting).where(Meeting.status == MeetingStatus.PUBLISHED)
    with teller.by(HOUSE, "the outbox"), teller.at(1, 6):
        for referral in db.session.scalars(received.limit(20)):
            tell_those_who(Permission.REFERRAL_TRIAGE, Kind.WAITS, referral)
        for linkage in db.session.scalars(unanswered):
            of_them = Member.agency_id == linkage.provider_agency_id
            tell_those_who(Permission.LINKAGE_ANSWER, Kind.WAITS, linkage, of_them)
        for meeting in db.session.scalars(coming):
            tell_those_who(Permission.REVIEW_WRITE, Kind.MEETING, meeting)
        # One of them works at night, so that there is a mail to look at whenever this is.
        coordinator = teller.setting.person(Role.COORDINATOR)
        db.session.add(MailChoice(member_id=coordinator.id, **AT_ANY_HOUR))
