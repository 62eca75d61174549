"""What waits because somebody entered a change of a law: a second person's word."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _

from safetynet.access import Actor, Permission
from safetynet.notices import Waiting, who_waits
from safetynet.sharing.county_laws import settings
from safetynet.sharing.law_settings import SettingState
from safetynet.sharing.law_words import BY_LAW_WORDS


@who_waits
def laws_to_confirm(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Ask everybody who may, except whoever entered it."""
    if not actor.is_granted(Permission.LAW_CONFIRM):
        return
    for setting in settings():
        if setting.state is SettingState.PROPOSED and setting.proposed_by_id != actor.id:
            yield Waiting(
                sentence=_("A change of a law waits: %(law)s", law=BY_LAW_WORDS[setting.law]),
                endpoint="statutes.change",
                arguments={"setting": setting.id},
                kind="laws",
            )
