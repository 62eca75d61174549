"""What Laurel County could not give in the years before: counts, with nobody behind them."""

from collections import Counter
from datetime import date
from random import Random

from safetynet import clock
from safetynet.demo.telling import Teller
from safetynet.directory import ServiceType as T
from safetynet.linkages.gaps import AgeBand, Area, Told, count_gap
from safetynet.linkages.life import LinkageStatus as S
from safetynet.linkages.life import Why

YEARS = 3
AGAIN = (
    (T.SHELTER, S.DECLINED, Why.NO_BED, 5.0),
    (T.SHELTER, S.WAITLISTED, Why.NO_BED, 3.0),
    (T.SHELTER, S.DECLINED, Why.SAFETY_CONFLICT, 0.5),
    (T.SPECIALISED_PLACEMENT, S.DECLINED, Why.NO_BED, 2.5),
    (T.SPECIALISED_PLACEMENT, S.DECLINED, Why.AGE, 1.2),
    (T.MENTAL_HEALTH, S.WAITLISTED, Why.NO_BED, 4.0),
    (T.MENTAL_HEALTH, S.WAITLISTED, Why.LANGUAGE, 1.3),
    (T.MENTAL_HEALTH, S.DECLINED, Why.INSURANCE, 1.6),
    (T.SUBSTANCE_USE, S.WAITLISTED, Why.NO_BED, 1.4),
    (T.LEGAL_IMMIGRATION, S.DECLINED, Why.JURISDICTION, 0.4),
    (T.MENTORING, S.WAITLISTED, Why.NO_BED, 1.1),
    (T.EMPLOYMENT, S.DECLINED, Why.AGE, 1.5),
)
"""Kind of service, what it said, why, and about how often in a month."""
AGES = (AgeBand.FROM_13, AgeBand.FROM_16, AgeBand.FROM_16, AgeBand.GROWN, AgeBand.UNKNOWN)
AREAS = (Area.COUNTY, Area.COUNTY, Area.COUNTY, Area.STATE, Area.UNKNOWN)


def count(teller: Teller) -> None:
    """Fill the register for the years that are over."""
    dice = Random("gaps")
    for back in range(1, YEARS + 1):
        for kind, outcome, why, often in AGAIN:
            times = round(12 * often * dice.uniform(0.7, 1.3))
            rolled = Counter((dice.choice(AGES), dice.choice(AREAS)) for _ in range(times))
            for told, count in rolled.items():
                then = date(teller.today.year - back, dice.randint(1, 12), 1)
                moment = clock.start_of(then)
                count_gap(kind, outcome, why, moment, Told(*told), times=count)
