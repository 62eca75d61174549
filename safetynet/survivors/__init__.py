"""Survivors: names, aliases, safe contact. The only room that knows who."""

from safetynet.survivors import policy as policy
from safetynet.survivors.models import (
    SPLIT,
    Address,
    BirthDate,
    ContactAttempt,
    ContactKind,
    Name,
    NameKind,
    Particular,
    ParticularKind,
    PersonTie,
    SafeContact,
    Survivor,
)
from safetynet.survivors.naming import people_in, people_read_both_ways, words_of_person
from safetynet.survivors.operations import mint, mint_several, reach_again
from safetynet.survivors.queries import (
    addresses_of,
    attempts_of,
    birth_dates_of,
    contact_of,
    known_as,
    names_by_survivor,
    names_of,
    particulars_of,
    safe_contacts_of,
    scan_names,
)
from safetynet.survivors.spelling import words_of

__all__ = [
    "SPLIT",
    "Address",
    "BirthDate",
    "ContactAttempt",
    "ContactKind",
    "Name",
    "NameKind",
    "Particular",
    "ParticularKind",
    "PersonTie",
    "SafeContact",
    "Survivor",
    "addresses_of",
    "attempts_of",
    "birth_dates_of",
    "contact_of",
    "known_as",
    "mint",
    "mint_several",
    "names_by_survivor",
    "names_of",
    "particulars_of",
    "people_in",
    "people_read_both_ways",
    "reach_again",
    "safe_contacts_of",
    "scan_names",
    "words_of",
    "words_of_person",
]
