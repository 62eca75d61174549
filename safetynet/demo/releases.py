"""Releases: signed, soon over, over, taken back; each from one agency to one, in named words."""

from collections.abc import Iterator
from datetime import date
from random import Random

from safetynet.db import db
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller
from safetynet.sharing import How, Release, ReleaseTerms, Signer
from safetynet.sharing.signing import OF_AGE
from safetynet.vault import Category

CROSSING = {
    "clinic": ("identity health", "identity linkage plan", "identity mental_health safe_contact"),
    "schools": ("identity plan education", "identity safety_risk"),
    "welfare": ("identity location plan safety_risk", "identity child_welfare linkage"),
    "probation": ("identity safety_risk plan", "identity juvenile_court"),
    "defender": ("identity juvenile_court location",),
    "police": ("safety_risk persons_of_concern",),
    "da": ("safety_risk persons_of_concern",),
}
"""Which categories go to whom."""
USUAL = ("identity safety_risk plan", "identity linkage", "identity programme research")
PURPOSES = (
    "So that one appointment does not get in the way of the other",
    "To plan her safe way to school and back together",
    "So that she does not have to tell everything twice",
    "To find a bed tonight and to keep it tomorrow",
    "So that the court hears how well she is doing",
    "To let the people who drive her know where she may be called for",
)
NOT_SHARED = (
    "What she told about her family",
    "Where she sleeps",
    "Anything from the time before last summer",
    "The name of her little brother",
    "Test results",
)
RISKS = (
    "The other agency must report some things to the court; she heard which.",
    "A parent may ask to see the file. She wants it this way all the same.",
    "Talked through who reads it there, by role; she crossed out one of them.",
    "It cannot be called back once it is read.",
)
ALONE = (
    "Advocacy and shelter; sixteen, and managing on her own",
    "Counselling that a minor of twelve may ask for alone",
    "Care after an assault",
)
LIVES = {
    "in force": (20, 70),
    "ends this week": (86, 4),
    "ended": (120, -30),
    "revoked": (60, 30),
    "long": (40, 300),
}
"""Signed so many days ago, ends in so many days."""
AS_OFTEN = (9, 3, 3, 2, 1)


def sign(story: Story, teller: Teller) -> Iterator[None]:
    """Let her sign three or four releases: mostly from whoever knows her best to the others."""
    dice, agencies = story.dice("releases"), teller.setting.agencies
    giver = story.sender if agencies[story.sender].is_covered else story.lead
    others = [handle for handle in story.team if handle != giver]
    crossing = [(giver, to) for to in dice.sample(others, min(len(others), dice.randint(2, 4)))]
    if others and dice.random() < 0.5:
        crossing.append((dice.choice(others), giver))
    signed = [_signed(story, teller, dice, *pair) for pair in crossing]
    yield
    for release in signed:
        with teller.at((teller.today - release.signed_on).days, 5.5):
            db.session.add(terms(story, release, dice))


def _signed(story: Story, teller: Teller, dice: Random, giver: str, to: str) -> Release:
    agencies = teller.setting.agencies
    kind = dice.choices([*LIVES], AS_OFTEN)[0]
    signed, left = LIVES[kind]
    if kind != "ended":
        signed = min(signed, story.opened)
    with teller.at(signed, 5):
        release = Release(
            survivor_id=story.survivor_id,
            from_agency_id=agencies[giver].id,
            to_agency_id=agencies[to].id,
            categories=[Category(code) for code in dice.choice(CROSSING.get(to, USUAL)).split()],
            how=dice.choice(([How.APP], [How.APP, How.VERBAL], [How.VERBAL, How.WRITTEN])),
            signers=signers_for(story, teller.day(signed), dice),
            signed_on=teller.day(signed),
            starts_on=teller.day(signed),
            ends_on=teller.day(-left),
            explained_by_id=teller.setting.member(giver, dice).id,
        )
        if kind == "revoked":
            release.revoke(teller.moment(min(signed, dice.randint(1, 20)), 7))
        db.session.add(release)
    return release


def signers_for(story: Story, day: date, dice: Random) -> list[Signer]:
    """Return who signs: an adult; a minor with a guardian, or alone by law."""
    if story.youth.age_on(day) >= OF_AGE:
        return [Signer.YOUTH]
    return dice.choice(([Signer.YOUTH, Signer.GUARDIAN], [Signer.YOUTH_ALONE]))


def terms(story: Story, release: Release, dice: Random) -> ReleaseTerms:
    """Return what was said when it was signed."""
    alone = Signer.YOUTH_ALONE in release.signers
    has_guardian = Signer.GUARDIAN in release.signers
    guardian = "" if not has_guardian else story.tell(", and {her} grandmother")
    return ReleaseTerms(
        survivor_id=story.survivor_id,
        owner_id=release.from_agency_id,
        release_id=release.id,
        purpose=dice.choice(PURPOSES),
        not_shared=dice.choice(NOT_SHARED),
        risks_discussed=dice.choice(RISKS),
        signer_names=f"{story.youth.first}{guardian}",
        alone_because=dice.choice(ALONE) if alone else None,
        told_it_is_free=True,
        guardian_is_safe=has_guardian,
        paper_reference=f"Folder {dice.choice('ABCD')}-{dice.randint(10, 99)}",
    )
