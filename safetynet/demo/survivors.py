"""Who she is, as each agency knows her: never one shared record, always each one's own."""

from random import Random
from typing import Any
from uuid import UUID

from safetynet.db import db
from safetynet.demo import names
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller
from safetynet.survivors import (
    Address,
    BirthDate,
    ContactKind,
    Name,
    NameKind,
    Particular,
    ParticularKind,
    SafeContact,
)

SAY = (
    "Say it is the library about the overdue book",
    "Ask for Aunt Nell; if she says Nell is out, hang up",
    "Say you are from the dentist and will call again",
    "Say the shoes are ready to be picked up",
    "Send a picture of a cat first and wait for a cat back",
    "Say it is about the bus pass",
    "Say you are the choir, rehearsal moved",
)
NOT_TO_KNOW = (
    "her mother's boyfriend",
    "the cousin she shares a room with",
    "anybody at the old apartment",
    "her stepfather; he answers the house phone",
    "the man who calls himself her manager",
    "her foster sister",
)
BEST_TIMES = (
    "weekdays 3 to 5, on the way home",
    "after eight in the evening, text first",
    "lunch break, 11:40 to 12:20",
    "not on Fridays",
    "mornings, she is alone then",
    "only when she has texted a green heart",
)
HANDLES = ("@{word}.draws", "@not_{word}", "@{word}and{other}", "@just{word}", "{word}#4471")
OTHER_WAYS = (
    "Through the night desk of the shelter; leave a first name only",
    "A note in the red locker at the drop-in",
    "By her school social worker, who walks her to the office",
)
STAYS = (
    "With her grandmother, {number} {street} Street, apartment {flat}",
    "{number} {street} Court, the house behind the house",
    "At a friend's on {street} Street, number not known",
    "Foster home, {number} {street} Lane",
    "{number} {street} Avenue, room {flat}, weekly rate",
    "With an aunt, {number} {street} Road, blue gate",
)
REFERENCES = {
    "probation": "PR-{n}", "welfare": "CW-20{n}", "schools": "S{n}", "clinic": "B-{n}",
    "police": "LP 26-{n}", "da": "DA-{n}", "defender": "PD{n}",
}  # fmt: skip


def describe(story: Story, teller: Teller) -> None:
    """Let the sender, the lead and about half of the others at the table write who she is."""
    dice = story.dice("survivors")
    writers = {story.sender: story.referred, **dict.fromkeys(story.team[:1], story.opened)}
    if story.is_coded:
        # Only those who sent it know who it is.
        writers = {story.sender: story.referred}
    for handle in story.team[1:]:
        if not story.is_coded and dice.random() < 0.55:
            writers.setdefault(handle, max(story.opened - dice.randint(1, 30), story.until))
    for place, (handle, ago) in enumerate(writers.items()):
        with teller.at(ago, 0.5 + place / 8):
            owner = teller.setting.agencies[handle].id
            _identity(story, handle, owner, dice, full=place == 0)
            _ways_to_her(story, handle, owner, teller, dice)


def _identity(story: Story, handle: str, owner: UUID, dice: Random, *, full: bool) -> None:
    youth, about = story.youth, _about(story, owner)
    known = youth.names if full else _some(youth.names, dice)
    for kind, first, middle, last in known:
        db.session.add(Name(**about, kind=kind, parts=Name.joined(first, middle, last)))
    if story.is_coded:
        code = f"{dice.choice(names.CODES)} {dice.randint(10, 99)}"
        db.session.add(Name(**about, kind=NameKind.CODE, parts=Name.joined(code)))
    for born, is_estimated in youth.birth_dates if full else youth.birth_dates[:1]:
        db.session.add(BirthDate(**about, iso=born.isoformat(), is_estimated=is_estimated))
    said = {
        ParticularKind.GENDER: youth.gender.capitalize(),
        ParticularKind.PRONOUNS: youth.pronouns,
        ParticularKind.REFERENCE: _reference(handle, dice),
    }
    if full:
        said |= {
            ParticularKind.ETHNICITY: youth.ethnicity,
            ParticularKind.LANGUAGE: youth.language,
            ParticularKind.DISABILITY: youth.disability,
            ParticularKind.TRIBAL: youth.tribal,
            ParticularKind.PARENTING: youth.parenting,
        }
    for what, text in said.items():
        if text:
            db.session.add(Particular(**about, kind=what, text=text))


def _some(known: tuple[tuple[NameKind, str, str, str], ...], dice: Random) -> list[Any]:
    """Return the legal name, and one more that this agency has heard."""
    return [*known[:1], *dice.sample(known[1:], min(len(known) - 1, dice.randint(0, 1)))]


def _reference(handle: str, dice: Random) -> str | None:
    pattern = REFERENCES.get(handle)
    return pattern.format(n=dice.randint(10000, 99999)) if pattern else None


def _ways_to_her(story: Story, handle: str, owner: UUID, teller: Teller, dice: Random) -> None:
    about = _about(story, owner)
    if handle in {"harbor", "rising", "clinic", "schools", "welfare"}:
        for _ in range(dice.choice((1, 1, 2))):
            db.session.add(_contact(about, story, teller, dice))
    if handle in {"welfare", "probation"} or dice.random() < 0.3:
        street, number = dice.choice(names.STREETS), dice.randint(102, 998)
        text = dice.choice(STAYS).format(street=street, number=number, flat=dice.randint(2, 30))
        db.session.add(Address(**about, text=text, is_safe_at_home=dice.random() < 0.1))


def _contact(about: dict[str, Any], story: Story, teller: Teller, dice: Random) -> SafeContact:
    kind = dice.choices([*ContactKind], (12, 2, 5, 2))[0]
    off = dice.random() < 0.07
    value = _value(kind, story, dice)
    return SafeContact(
        **about,
        kind=kind,
        value=None if off else value,
        may_call=kind is ContactKind.PHONE and dice.random() < 0.5,
        may_text=kind is ContactKind.PHONE and dice.random() < 0.8,
        may_leave_message=dice.random() < 0.25,
        best_times=dice.choice(BEST_TIMES) if dice.random() < 0.7 else None,
        say=dice.choice(SAY) if dice.random() < 0.8 else None,
        not_to_know=dice.choice(NOT_TO_KNOW) if dice.random() < 0.6 else None,
        is_monitored=dice.random() < 0.15,
        do_not_contact=off,
        confirmed_on=teller.day(dice.choice((1, 4, 12, 25, 50, 120))) if not off else None,
    )


def _value(kind: ContactKind, story: Story, dice: Random) -> str:
    word, other = (dice.choice(names.STREET).lower() for _ in range(2))
    if kind is ContactKind.PHONE:
        return f"555-01{dice.randint(0, 99):02} ext. {dice.randint(1000, 9999)}"
    if kind is ContactKind.EMAIL:
        return f"{word}.{other}{dice.randint(2, 99)}@mail.example.org"
    if kind is ContactKind.SOCIAL:
        return dice.choice(HANDLES).format(word=word, other=other)
    return dice.choice(OTHER_WAYS)


def _about(story: Story, owner: UUID) -> dict[str, Any]:
    return {"survivor_id": story.survivor_id, "owner_id": owner}
