"""Once a week whoever offers a service is asked how much room there is."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from safetynet.access import Actor, Permission
from safetynet.directory.queries import rooms_to_confirm
from safetynet.notices import Waiting, who_waits


@who_waits
def rooms_to_say(actor: Actor, day: date) -> Iterator[Waiting]:
    """One line for all of an agency's services, not one for each."""
    if not actor.is_granted(Permission.DIRECTORY_WRITE):
        return
    if many := len(rooms_to_confirm(actor.agency_id, day)):
        sentence = ngettext(
            "Say how much room there is in %(num)d service",
            "Say how much room there is in %(num)d services",
            many,
        )
        yield Waiting(sentence, "directory.rooms", {}, None, "directory")
