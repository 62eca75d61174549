"""The case file's questions, turned into SQL before anybody comes.

The first case file after a start takes half a second of a processor: its questions are long, and
are spelled anew for each kind of reader. When a server fell amid a meeting everybody waits for just
that, so they are asked once before the door opens: by somebody who works nowhere and sits at no
table, about a case that does not exist. The walls stand, nothing is there to be opened, and what
comes of it is thrown away.
"""

from uuid import uuid4

from safetynet.access import Actor, Role, job, looking_as, rights_of
from safetynet.casefile.about import about
from safetynet.casefile.panels import drawn
from safetynet.cases import Case, CaseStatus
from safetynet.db import only_looking

READERS = (Role.ADVOCATE, Role.COUNSEL, Role.COORDINATOR)
"""Whose questions are spelled in a way of their own; everybody else asks as the advocate does."""


def rehearse() -> None:
    """Ask what a case file asks, once for each kind of reader; needs an application context."""
    for role in READERS:
        nobody, nowhere = uuid4(), uuid4()
        with job("rehearsal"), only_looking():
            rights = rights_of(nobody, role, nowhere)
        case = Case(id=uuid4(), survivor_id=uuid4(), lead_agency_id=nowhere, status=CaseStatus.OPEN)
        actor = Actor(nobody, role, nowhere, rights=rights)
        with looking_as(actor, "rehearsal"):
            about(case, actor)
            drawn(case)
