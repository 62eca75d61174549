"""Who tried to reach a young person, what she was told before, and what came of it."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.db import db
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.survivors import ContactAttempt, SafeContact
from safetynet.survivors.models import AttemptOutcome, StillSafe

CALLERS = ("harbor", "rising", "welfare", "clinic", "schools")
WENT = (
    (StillSafe.LAST_SEEN, AttemptOutcome.NOT_REACHED, None),
    (StillSafe.YOUTH, AttemptOutcome.REACHED, "Will come on Thursday, with a friend."),
    (StillSafe.NOT_ASKED, AttemptOutcome.MESSAGE_LEFT, "Left the agreed word with the drop-in."),
)
HARMED = "A man answered and asked who was calling. Hung up without a word."


def reach_out(story: Story, teller: Teller) -> Iterator[None]:
    """Let whoever keeps a contact have used it; of every fourth one is not safe any more."""
    if story.path is Path.OPEN and story.survivor_id:
        callers = [handle for handle in story.team if handle in CALLERS][:2]
        for handle in callers:
            _use(story, story.survivor_id, handle, teller)
        if len(callers) > 1 and story.n % 2 == 0:
            # Its own agency removes the number; what another one closed is still there.
            by = callers[story.n // 2 % 2]
            _close(story, story.survivor_id, callers[0], by, teller)
    yield


def _use(story: Story, survivor: UUID, handle: str, teller: Teller) -> None:
    contact = _contact_of(survivor, handle, teller)
    if contact is None:
        return
    for turn, (said, outcome, text) in enumerate(WENT[: 2 + story.n % 2]):
        ago = max(2, 17 - 6 * turn - story.n % 3)
        if ago < story.opened:
            _attempt(contact, handle, said, outcome, text, ago, teller)


def _close(story: Story, survivor: UUID, owner: str, by: str, teller: Teller) -> None:
    """Let somebody say that a contact is not safe any more."""
    contact = _contact_of(survivor, owner, teller)
    if contact is None or story.opened < 2:
        return
    _attempt(contact, by, StillSafe.LAST_SEEN, AttemptOutcome.NOT_SAFE, HARMED, 1, teller)
    contact.do_not_contact = True
    if by == owner:
        contact.value = None


def _contact_of(survivor: UUID, handle: str, teller: Teller) -> SafeContact | None:
    wanted = select(SafeContact).where(
        SafeContact.survivor_id == survivor,
        SafeContact.owner_id == teller.setting.actor(handle).agency_id,
        SafeContact.do_not_contact.is_(False),
    )
    return db.session.scalars(wanted.order_by(SafeContact.created_at)).first()


def _attempt(
    contact: SafeContact,
    handle: str,
    said: StillSafe,
    outcome: AttemptOutcome,
    text: str | None,
    ago: int,
    teller: Teller,
) -> None:
    by = teller.setting.actor(handle)
    with teller.at(ago, 4):
        attempt = ContactAttempt(
            survivor_id=contact.survivor_id,
            owner_id=by.agency_id,
            contact_id=contact.id,
            author_id=by.id,
            still_safe=said,
            outcome=outcome,
            ended_at=clock.now(),
            text=text,
        )
        db.session.add(attempt)
