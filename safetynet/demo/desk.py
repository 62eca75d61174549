"""The desk of triage: who has a referral, who agreed to what, and how its clocks ended."""

from random import Random

from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor
from safetynet.db import db
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller
from safetynet.referrals.desk.models import Agreed, ReferralClock
from safetynet.referrals.desk.operations import end_clock, note_agreed
from safetynet.referrals.models import Referral
from safetynet.referrals.vocabulary import ReferralStatus

DECIDED = {ReferralStatus.ACCEPTED: Agreed.TAKE, ReferralStatus.DECLINED: Agreed.REFUSE}
WHY_LATE = (
    "Nobody was on call before the morning.",
    "The bed was promised for the evening and came the next day.",
    "The first call went to the wrong desk.",
)
EVERY_LATE = 3
"""Every third young person's clocks ended late."""


def work(story: Story, referral: Referral, teller: Teller) -> None:
    """Let the desk have done what it does with a referral by today."""
    if not referral.is_sent:
        return
    dice = story.dice("desk")
    coordinator = teller.setting.member("office", dice).as_actor()
    if referral.status in DECIDED or dice.random() < 0.5:
        referral.handler_id = coordinator.id
    if to := DECIDED.get(referral.status):
        around = sorted(teller.setting.agencies)
        there = {teller.setting.agencies[each].id for each in dice.sample(around, 5)}
        note_agreed(referral, to, there, coordinator.id)
        _end_clocks(story, referral, coordinator, teller, dice)


def _end_clocks(story: Story, referral: Referral, by: Actor, teller: Teller, dice: Random) -> None:
    """Say when each was done, where that is behind us."""
    wanted = select(ReferralClock).where(
        ReferralClock.referral_id == referral.id, ReferralClock.ended.is_(None)
    )
    is_late = story.n % EVERY_LATE == 0
    for running in db.session.scalars(wanted).all():
        length = running.due_at - running.aware_at
        done_at = running.aware_at + length * (1.2 if is_late else dice.uniform(0.3, 0.8))
        if done_at >= teller.now:
            continue
        with clock.standing_at(done_at):
            end_clock(
                running,
                by,
                done_at,
                reference=f"{dice.choice(['CW', 'LE'])}-{dice.randint(1000, 9999)}",
                why_late=dice.choice(WHY_LATE) if is_late else None,
            )
