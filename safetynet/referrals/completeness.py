"""What makes a referral useful, part by part, and what a form still lacks.

The page draws every want once and hides those that are answered; a script goes on hiding them
while somebody types, by the same names (`static/refer.js`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from safetynet.referrals.forms.referral import ReferralForm, is_answered


@dataclass(frozen=True)
class Want:
    """One thing to know, and the fields of which any one answers it."""

    said: Any
    fields: tuple[str, ...]
    is_needed: bool = False
    """Whether a referral cannot be sent without it."""
    but_coded: bool = False
    """Whether a coded referral does without."""


@dataclass(frozen=True)
class Part:
    key: str
    heading: Any
    wants: tuple[Want, ...]


PARTS = (
    Part(
        "basis",
        _l("What lets you tell"),
        (Want(_l("what lets you tell the review"), ("basis",), is_needed=True),),
    ),
    Part(
        "sender",
        _l("You"),
        (
            Want(_l("how you know her or him"), ("relationship",)),
            Want(_l("how your agency learnt of it"), ("learnt_from",)),
            Want(_l("how to reach you"), ("sender_reach",)),
        ),
    ),
    Part(
        "concern",
        _l("What worries you"),
        (
            Want(_l("how long it can wait"), ("urgency",), is_needed=True),
            Want(_l("what happened"), ("facts",), is_needed=True, but_coded=True),
            Want(_l("what you think it means"), ("opinion",)),
            Want(_l("signs or dangers"), ("worries", "risks")),
        ),
    ),
    Part(
        "voice",
        _l("Her or his voice"),
        (
            Want(_l("whether she or he knows"), ("awareness",), is_needed=True),
            Want(_l("what she or he wants"), ("wants", "why_not_told")),
            Want(_l("who is safe, and who is not"), ("safe_people", "unsafe_people", "afraid_of")),
        ),
    ),
    Part(
        "person",
        _l("The young person"),
        (
            Want(
                _l("a name"),
                ("first_name", "last_name", "aliases"),
                is_needed=True,
                but_coded=True,
            ),
            Want(_l("a date of birth"), ("births",), but_coded=True),
            Want(_l("languages"), ("languages",), but_coded=True),
        ),
    ),
    Part(
        "reach",
        _l("Reaching her or him safely"),
        (
            Want(_l("a way to reach her or him"), ("contacts",), but_coded=True),
            Want(
                _l("where she or he stays"),
                ("address", "safe_at_home_number", "living_place"),
                but_coded=True,
            ),
        ),
    ),
    Part(
        "exploitation",
        _l("Exploitation"),
        (
            Want(_l("suspected or confirmed"), ("trafficking",)),
            Want(_l("of which kind"), ("exploited", "controls", "places")),
        ),
    ),
    Part(
        "persons",
        _l("Persons of concern"),
        (Want(_l("somebody’s name or alias"), ("persons",), but_coded=True),),
    ),
    Part(
        "systems",
        _l("Court, child welfare, school"),
        (
            Want(_l("the juvenile court"), ("jurisdiction", "court"), but_coded=True),
            Want(
                _l("who works with her or him"),
                ("social_worker", "probation", "attorney", "welfare"),
                but_coded=True,
            ),
            Want(_l("the school"), ("school",), but_coded=True),
        ),
    ),
)
"""In the order of the page."""


@dataclass(frozen=True)
class Gap:
    """A want, and whether the form still lacks it."""

    want: Want
    is_open: bool


@dataclass(frozen=True)
class Standing:
    """How far one part of a form is."""

    part: Part
    gaps: Sequence[Gap]

    @property
    def is_complete(self) -> bool:
        return not any(gap.is_open for gap in self.gaps)


@dataclass(frozen=True)
class Completeness:
    standings: Sequence[Standing]

    @property
    def complete(self) -> int:
        return sum(standing.is_complete for standing in self.standings)

    @property
    def needed(self) -> list[Gap]:
        """What must be there before it can be sent."""
        return [gap for one in self.standings for gap in one.gaps if gap.want.is_needed]

    @property
    def may_be_sent(self) -> bool:
        return not any(gap.is_open for gap in self.needed)

    def of(self, key: str) -> Standing:
        return next(standing for standing in self.standings if standing.part.key == key)


def completeness_of(form: ReferralForm) -> Completeness:
    """Return how far a form is, part by part."""
    return Completeness(
        [Standing(part, [_gap(form, want) for want in part.wants]) for part in PARTS]
    )


def _gap(form: ReferralForm, want: Want) -> Gap:
    is_spared = want.but_coded and form.is_coded
    return Gap(want, not (is_spared or any(is_answered(form[name]) for name in want.fields)))
