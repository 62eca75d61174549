"""Alike: who is possibly the same young person as another, and who was found to be."""

from safetynet.alike import policy as policy
from safetynet.alike.book import Book, Found, Level, possibly_the_same
from safetynet.alike.finding import look_among, scope_of
from safetynet.alike.models import Apart, Joining
from safetynet.alike.nearness import alike
from safetynet.alike.operations import join
from safetynet.alike.people import Birth, Person
from safetynet.alike.queries import (
    Joined,
    earlier_case,
    joined_by,
    joined_with,
    kept_apart_from,
    stands_about,
)
from safetynet.alike.showing import (
    Alike,
    Looked,
    possibly_the_same_as,
    possibly_the_same_as_each,
)
from safetynet.alike.where import Where, known_by
from safetynet.alike.words import because

__all__ = [
    "Alike",
    "Apart",
    "Birth",
    "Book",
    "Found",
    "Joined",
    "Joining",
    "Level",
    "Looked",
    "Person",
    "Where",
    "alike",
    "because",
    "earlier_case",
    "join",
    "joined_by",
    "joined_with",
    "kept_apart_from",
    "known_by",
    "look_among",
    "possibly_the_same",
    "possibly_the_same_as",
    "possibly_the_same_as_each",
    "scope_of",
    "stands_about",
]
