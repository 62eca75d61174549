"""How long an answer may take, and until when somebody says how an appointment went."""

from flask_babel import lazy_gettext as _l

from safetynet.deadlines import Clock, Unit, runs_by

_OURS = _l("our estimate, to be set by the county")

ANSWER = runs_by(
    Clock(
        "linkage_answer",
        _l("From sending a linkage until the service answers"),
        amount=2,
        unit=Unit.DAYS,
        least=1,
        most=30,
        source=_l("the Trafficking Victim Assistance Program’s measure"),
        may_stop=False,
        keeps_end=False,
    )
)
LOOP = runs_by(
    Clock(
        "linkage_loop",
        _l("From sending a linkage until those who sent it are told that no answer came"),
        amount=5,
        unit=Unit.DAYS,
        least=1,
        most=60,
        source=_OURS,
        keeps_end=False,
    )
)
OUTCOME = runs_by(
    Clock(
        "linkage_outcome",
        _l("From the day of an appointment until somebody says how it went"),
        amount=2,
        unit=Unit.DAYS,
        least=1,
        most=30,
        source=_OURS,
        keeps_end=False,
    )
)
