"""Referrals: how each young person came, in every state a referral can be in."""

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID

from safetynet import clock
from safetynet.db import db
from safetynet.demo.releases import ALONE, signers_for
from safetynet.demo.story import SHIPPED, Fate, Story
from safetynet.demo.telling import Teller
from safetynet.demo.words import said
from safetynet.referrals import operations
from safetynet.referrals.models import (
    Circumstance,
    Concern,
    ExploitationAccount,
    PersonOfConcern,
    Referral,
    RiskNow,
    Voice,
)
from safetynet.referrals.operations import Decider, Signed
from safetynet.referrals.telling import joined
from safetynet.referrals.vocabulary import (
    About,
    Alternative,
    Awareness,
    Control,
    Decline,
    Exploited,
    Jurisdiction,
    LivesWith,
    LivingPlace,
    Recruitment,
    ReferralBasis,
    ReferralStatus,
    Risk,
    Route,
    TraffickingStatus,
    Urgency,
    Where,
    Worry,
)
from safetynet.sharing import How, Signer
from safetynet.sharing.signing import Signing
from safetynet.survivors import mint
from safetynet.vault import Category

ROUTES = {
    Urgency.HOURS: Route.RAPID_RESPONSE,
    Urgency.DAYS: Route.RAPID_RESPONSE,
    Urgency.NEXT_REVIEW: Route.NEXT_REVIEW,
}
INSTEAD = {
    Decline.NOT_EXPLOITATION: Alternative.CHILD_WELFARE,
    Decline.ADULT: Alternative.ADULT_SERVICES,
    Decline.OTHER_COUNTY: Alternative.OTHER_COUNTY,
    Decline.ALREADY_REVIEWED: Alternative.EXISTING_CASE,
    Decline.YOUTH_ASKED: Alternative.ADVOCACY,
    Decline.TOO_LITTLE_KNOWN: Alternative.NONE,
    Decline.OTHER: Alternative.OTHER,
}
LAWS = {
    "probation": Category.JUVENILE_COURT,
    "welfare": Category.CHILD_WELFARE,
    "schools": Category.EDUCATION,
}


def refer(story: Story, teller: Teller) -> Referral:
    """Mint the survivor and write the referral's shell; what it tells comes with `explain`."""
    dice = story.dice("referral")
    house = teller.setting.agencies[story.sender]
    with teller.at(story.referred, 1) as then:
        [number] = operations.take_numbers(clock.day_of(then).year)
        referral = Referral(
            number=number,
            status=ReferralStatus.KEPT,
            urgency=dice.choices([*Urgency], (2, 4, 5))[0],
            awareness=dice.choices([*Awareness], (6, 1, 2))[0],
            referred_on=clock.day_of(then),
            survivor_id=mint(house.id).id,
            from_agency_id=house.id,
            from_member_id=teller.setting.member(story.sender, dice).id,
            is_repeat=dice.random() < 0.15,
        )
        db.session.add(referral)
    return referral


def explain(story: Story, referral: Referral, teller: Teller) -> None:
    """Write what the referral tells, in the sender's words and compartments."""
    dice = story.dice("telling")
    about = {
        "survivor_id": referral.survivor_id,
        "owner_id": referral.from_agency_id,
        "referral_id": referral.id,
    }
    with teller.at(story.referred, 1.1):
        db.session.add_all(
            [
                _concern(story, about, dice),
                _voice(story, about, dice, referral.awareness),
                _risk(story, about, dice),
                *_rarer(story, about, dice),
            ]
        )


def _concern(story: Story, about: dict[str, Any], dice: Random) -> Concern:
    day = dice.randint(2, 28)
    return Concern(
        **about,
        facts=_text(story, dice, "facts", story.sender).replace("{day}", str(day)),
        opinion=_text(story, dice, "opinion"),
        worries=joined(dice.sample([*Worry], dice.randint(2, 4))),
        known_from=_text(story, dice, "known_from"),
        **_sender(story),
    )


def _sender(story: Story) -> dict[str, str | None]:
    """Return how the sender can be reached, how she knows, and what she keeps to herself."""
    dice = story.dice("sender")
    holds_back = dice.random() < 0.4
    return {
        "sender_role": _text(story, dice, "sender", "role"),
        "sender_reach": f"555-01{dice.randint(10, 99)}",
        "learnt_from": _text(story, dice, "sender", "learnt_from"),
        "withheld": _text(story, dice, "sender", "withheld") if holds_back else None,
        "withheld_because": _text(story, dice, "sender", "because") if holds_back else None,
    }


def _voice(story: Story, about: dict[str, Any], dice: Random, awareness: Awareness) -> Voice:
    return Voice(
        **about,
        wants=_text(story, dice, "wants"),
        afraid_of=_text(story, dice, "afraid_of"),
        safe_people=_text(story, dice, "safe_people"),
        unsafe_people=_text(story, dice, "unsafe_people") if dice.random() < 0.7 else None,
        why_not_told=_text(story, dice, "why_not_told") if awareness is Awareness.NO else None,
    )


def _risk(story: Story, about: dict[str, Any], dice: Random) -> RiskNow:
    risks = dice.sample([*Risk], dice.randint(1, 3))
    return RiskNow(**about, risks=joined(risks), words=_text(story, dice, "risk", "words"))


def _rarer(story: Story, about: dict[str, Any], dice: Random) -> Iterator[Any]:
    """Return what not every referral tells."""
    if dice.random() < 0.7:
        yield ExploitationAccount(
            **about,
            status=joined([dice.choice([*TraffickingStatus])]),
            decided_by=_text(story, dice, "decided_by"),
            exploited=joined([dice.choices([*Exploited], (8, 1, 1, 1))[0]]),
            controls=joined(dice.sample([*Control], dice.randint(1, 4))),
            recruitment=joined(dice.sample([*Recruitment], 1)),
            places=joined(dice.sample([*Where], dice.randint(1, 2))),
            moved=_text(story, story.dice("moved"), "moved"),
            words=_text(story, dice, "account"),
        )
    for name in dice.sample(said("referrals")["person"]["names"], dice.choice((0, 1, 1, 2))):
        yield PersonOfConcern(
            **about,
            name=name,
            relation=_text(story, dice, "person", "relations"),
            known=_text(story, dice, "person", "known"),
            **_more_of_him(story, name),
        )
    if law := LAWS.get(story.sender):
        text = _text(story, dice, "circumstance", law)
        yield Circumstance(**about, category=law, text=text)
    if not story.is_coded:
        yield from _circumstances(story, about)


def _more_of_him(story: Story, name: str) -> dict[str, Any]:
    """Return what is known of a person of concern, each in a field of its own."""
    dice = story.dice(f"person {name}")
    born = date(dice.randint(1975, 2004), dice.randint(1, 12), dice.randint(1, 28))
    return {
        "born": born.isoformat() if dice.random() < 0.5 else None,
        "lives_with": joined([dice.choice([*LivesWith])]),
        "weapons": _text(story, dice, "person", "weapons"),
        "custody": _text(story, dice, "person", "custody"),
        "orders": _text(story, dice, "person", "orders"),
    }


def _circumstances(story: Story, about: dict[str, Any]) -> Iterator[Circumstance]:
    """Return where somebody stays and what the juvenile court and earlier services did."""
    dice = story.dice("circumstances")
    chosen = (
        (Category.LOCATION, About.LIVING_PLACE, dice.choice([*LivingPlace])),
        (Category.JUVENILE_COURT, About.JURISDICTION, dice.choice([*Jurisdiction])),
    )
    written = (
        (Category.JUVENILE_COURT, About.HEARING, "hearing"),
        (Category.JUVENILE_COURT, About.ATTORNEY, "attorney"),
        (Category.CHILD_WELFARE, About.SOCIAL_WORKER, "social_worker"),
        (Category.IDENTITY, About.CHILDREN, "children"),
        (Category.REFERRAL_NARRATIVE, About.PRIOR_SERVICES, "prior_services"),
    )
    for law, what, code in dice.sample(chosen, dice.randint(1, 2)):
        yield Circumstance(**about, category=law, about=what.value, text=code.value)
    for law, what, heading in dice.sample(written, dice.randint(1, 3)):
        text = _text(story, dice, "known", heading)
        yield Circumstance(**about, category=law, about=what.value, text=text)


def send(story: Story, referral: Referral, teller: Teller) -> None:
    """Hand it to the coordinating office on its basis."""
    dice = story.dice("sending")
    with teller.at(story.referred, 1.5) as then:
        day = clock.day_of(then)
        signed = None
        if story.basis is ReferralBasis.RELEASE and referral.from_member_id:
            signed = Signed(_signing(story, dice, then), referral.from_member_id)
        operations.send(
            referral, story.basis, then, day, carried=SHIPPED, reported_on=day, signed=signed
        )


def _signing(story: Story, dice: Random, now: datetime) -> Signing:
    day = clock.day_of(now)
    kinds = [Category.IDENTITY, Category.REFERRAL_NARRATIVE, Category.SAFETY_RISK]
    kinds += dice.sample([Category.EXPLOITATION_ACCOUNT, Category.LOCATION], dice.randint(0, 2))
    signers = signers_for(story, day, dice)
    return Signing(
        categories=kinds,
        how=[How.APP],
        signers=signers,
        signed_on=day,
        starts_on=day,
        ends_on=clock.day_of(now + story.RELEASED_FOR),
        signer_names=story.youth.first,
        purpose=story.tell("So that the review team can plan with {him}"),
        not_shared=story.tell("Where {she} sleeps"),
        risks_discussed="What cannot be called back once it is told",
        paper_reference=f"R-{dice.randint(100, 999)}",
        alone_because=ALONE[0] if Signer.YOUTH_ALONE in signers else "",
        told_it_is_free=True,
        guardian_is_safe=Signer.GUARDIAN in signers,
    )


def accept(story: Story, referral: Referral, teller: Teller) -> UUID:
    """Let a coordinator open the case; returns its id."""
    dice = story.dice("accepting")
    lead = teller.setting.agencies[story.lead].id
    with teller.at(story.opened, 2) as then:
        by = _decider(teller, dice, then)
        case = operations.accept(
            referral, by, lead, with_sender=True, earlier=None,
            reason=_text(story, dice, "reason", "accepted"),
        )  # fmt: skip
    return case.id


def decide(story: Story, referral: Referral, teller: Teller) -> None:
    """Let a referral without a case be where its fate has it today."""
    dice = story.dice("deciding")
    ago = max(story.referred - 1, 0)
    with teller.at(ago, 2) as then:
        by = _decider(teller, dice, then)
        if story.fate is Fate.TRIAGED:
            operations.triage(referral, by, referral.urgency, ROUTES[referral.urgency])
        elif story.fate is Fate.DECLINED:
            why = dice.choice([*INSTEAD])
            reason = _text(story, dice, "reason", why)
            operations.refuse(referral, by, why, INSTEAD[why], reason)
        elif story.fate in {Fate.RETURNED, Fate.ANSWERED}:
            operations.give_back(referral, by, _text(story, dice, "question"))
        elif story.fate is Fate.CODED:
            referral.screen(by.member_id, then)
    sender = teller.setting.member(story.sender)
    with teller.at(ago, 5) as then:
        if story.fate is Fate.ANSWERED:
            operations.reply(referral, sender.id, _text(story, dice, "reply"), then)
        if dice.random() < 0.3:
            operations.add(referral, sender.id, _text(story, dice, "addition"))


def _decider(teller: Teller, dice: Random, then: datetime) -> Decider:
    coordinator = teller.setting.member("office", dice)
    return Decider(coordinator.id, coordinator.agency_id, then, clock.day_of(then))


def _text(story: Story, dice: Random, heading: str, part: str = "any") -> str:
    return story.tell(dice.choice(said("referrals")[heading][part]))
