"""How pages speak of who somebody is."""

from flask_babel import lazy_gettext as _l

from safetynet.survivors.models import (
    AttemptOutcome,
    ContactKind,
    NameKind,
    ParticularKind,
    PersonTie,
    StillSafe,
)

NAME_WORDS = {
    NameKind.LEGAL: _l("Name"),
    NameKind.ALIAS: _l("Also known as"),
    NameKind.STREET: _l("Street name"),
    NameKind.SPELLING: _l("Other spelling"),
    NameKind.CODE: _l("Code word, instead of a name"),
}
"""In the order in which names are shown; the first there is stands for the person."""

PARTICULAR_WORDS = {
    ParticularKind.PRONOUNS: _l("Pronouns"),
    ParticularKind.GENDER: _l("Gender"),
    ParticularKind.LANGUAGE: _l("Language"),
    ParticularKind.ETHNICITY: _l("Ethnicity"),
    ParticularKind.TRIBAL: _l("Tribe"),
    ParticularKind.DISABILITY: _l("Disability and support"),
    ParticularKind.PARENTING: _l("Pregnant or parenting"),
    ParticularKind.REFERENCE: _l("Number at the agency"),
}

CONTACT_WORDS = {
    ContactKind.PHONE: _l("Phone"),
    ContactKind.EMAIL: _l("E-mail"),
    ContactKind.SOCIAL: _l("Social media"),
    ContactKind.OTHER: _l("Another way"),
}

TIE_WORDS = {
    PersonTie.GUARDIAN: _l("A parent or guardian"),
    PersonTie.HOUSEHOLD: _l("Somebody the young person lives with"),
    PersonTie.OTHER: _l("Somebody else"),
}

STILL_SAFE_WORDS = {
    StillSafe.YOUTH: _l("Yes: the young person said so just now"),
    StillSafe.LAST_SEEN: _l("Yes: whoever met her or him last says so"),
    StillSafe.NOT_ASKED: _l("Nobody was asked; nothing speaks against it"),
    StillSafe.URGENT: _l("Nobody could be asked, and waiting is more dangerous"),
    StillSafe.NO: _l("No, it is not safe any more: close it for everybody"),
}

ATTEMPT_WORDS = {
    AttemptOutcome.REACHED: _l("Reached"),
    AttemptOutcome.MESSAGE_LEFT: _l("Message left as agreed"),
    AttemptOutcome.NOT_REACHED: _l("Not reached"),
    AttemptOutcome.WRONG_PERSON: _l("Somebody else answered"),
    AttemptOutcome.NOT_SAFE: _l("Not safe any more: close it for everybody"),
}
