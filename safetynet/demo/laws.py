"""What public agencies told under a law, without a release: by order of a court, or for 30 days."""

from collections.abc import Iterator

from safetynet.agencies import agencies_at_the_table
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller
from safetynet.sharing.laws import LAWS
from safetynet.sharing.models import DisclosureBasis
from safetynet.sharing.telling import Telling, tell
from safetynet.vault import Category

GIVERS = ("probation", "welfare")
ORDERED = Telling(
    basis=DisclosureBasis.COURT_ORDER,
    categories=(Category.IDENTITY, Category.JUVENILE_COURT),
    reference="Order 22-104",
    judge="Judge Nakamura, Department 4",
    reason="For the placement hearing; names this agency and nobody else.",
)
EVERY_SECOND = 0.5


def tell_by_law(story: Story, teller: Teller) -> Iterator[None]:
    """Let probation or child welfare tell one other at the table what a court ordered."""
    dice, agencies = story.dice("laws"), teller.setting.agencies
    givers = [handle for handle in story.team if handle in GIVERS]
    if givers and dice.random() < EVERY_SECOND:
        giver = dice.choice(givers)
        to = dice.choice([handle for handle in story.team if handle != giver])
        signed = dice.randint(story.until, max(story.until, story.opened - 1))
        with teller.at(signed, 6):
            known = {agency.id: agency for agency in agencies_at_the_table()}
            mine, theirs = known[agencies[giver].id], known[agencies[to].id]
            tell(ORDERED, LAWS, teller.day(signed), story.survivor, mine, theirs)
    yield
