"""When to screen, as shipped; how long after a return is among the clocks of the missing."""

from flask_babel import lazy_gettext as _l

from safetynet.deadlines import Clock, Unit, runs_by

RESCREEN = runs_by(
    Clock(
        "rescreen",
        _l("From one screening to the next"),
        amount=180,
        unit=Unit.DAYS,
        least=30,
        most=730,
        source=_l("our estimate, after NRS 62E.513 of Nevada"),
    )
)
FIRST_AGE = runs_by(
    Clock(
        "screen_age",
        _l("From birth to the age from which a young person without a screening is screened"),
        amount=10,
        unit=Unit.YEARS,
        least=5,
        most=17,
        source=_l("our estimate, to be set by the county"),
        keeps_end=False,
    )
)
