"""Blank referrals on paper: one waits in a drawer, one was typed in, one was left on a bus."""

from collections.abc import Iterable
from random import Random

from sqlalchemy import select

from safetynet import clock
from safetynet.db import db
from safetynet.demo.story import SEED, Story
from safetynet.demo.telling import Teller
from safetynet.paperforms.codes import ALPHABET, LENGTH
from safetynet.paperforms.models import PaperForm
from safetynet.referrals import Referral

SENDERS = ("harbor", "probation")


def go_out(_stories: Iterable[Story], teller: Teller) -> None:
    """Let two agencies take blank forms along, three each."""
    for sender in SENDERS:
        dice = Random(f"{SEED}/paper forms/{sender}")
        by = teller.setting.member(sender, dice)
        with teller.by(by.id, "paper forms"), teller.at(3):
            kept, used, lost = (
                PaperForm(
                    code="".join(dice.choice(ALPHABET) for _ in range(LENGTH)),
                    agency_id=by.agency_id,
                    printed_by_id=by.id,
                    printed_on=clock.today(),
                )
                for _ in range(3)
            )
            db.session.add_all([kept, used, lost])
            db.session.flush()
            lost.lose(by.id, clock.now())
            referral = db.session.scalars(
                select(Referral)
                .where(Referral.from_agency_id == by.agency_id)
                .order_by(Referral.created_at.desc(), Referral.number.desc())
            ).first()
            if referral is not None:
                used.type_in(referral.id, by.id, clock.now())
