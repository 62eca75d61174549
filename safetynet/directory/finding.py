"""By which words a service is found: two lines of text that an index can hold.

One is short and holds facts as words of their own: kind, language, gender, place, opening hours.
The other holds the words that somebody may type.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from safetynet.directory.codes import Opening
from safetynet.directory.hours import has_evenings, has_weekends

LONGEST, LONGEST_FACTS = 1200, 600
"""Bytes of the lines: what an index takes in PostgreSQL, together with the name."""
LONGEST_NAME = 120
KIND, LANGUAGE, GENDER, WHERE, OPEN, REFERRED, PAPERS = "xk", "xl", "xg", "xp", "xo", "xref", "xnp"
ANYBODY = "any"
_WORD = re.compile(r"\w+")
_TOLD_BY_NOTHING = frozenset({"the", "and", "of", "for", "a", "to", "in", "y", "de", "la", "el"})
MOST_WORDS = 8
"""Words of a search that count; who types a sentence is answered by its beginning."""


@dataclass(frozen=True)
class Facts:
    """What of a service is looked for."""

    names: tuple[str, ...]
    terms: tuple[str, ...]
    about: str
    where: str
    areas: tuple[str, ...]
    types: tuple[str, ...]
    languages: tuple[str, ...]
    genders: tuple[str, ...]
    hours: tuple[str, ...]
    takes_referrals: bool
    without_papers: bool


def facts_line(facts: Facts) -> str:
    """Return the facts as words."""
    return _line(_facts(facts), LONGEST_FACTS)


def search_text(facts: Facts) -> str:
    """Return the words that tell most first, as many as there is room for."""
    said = [*facts.names, facts.where, *facts.terms, *facts.areas, facts.about]
    return _line((word for text in said for word in words_of(text)), LONGEST)


def _line(words: Iterable[str], longest: int) -> str:
    line, room = [" "], longest
    for word in dict.fromkeys(words):
        room -= len(word.encode()) + 1
        if room < 0:
            break
        line.append(f"{word} ")
    return "".join(line)


def _facts(facts: Facts) -> Iterable[str]:
    yield from (KIND + code_word(kind) for kind in facts.types)
    yield from (LANGUAGE + code_word(code) for code in facts.languages)
    yield from (GENDER + code_word(code) for code in facts.genders or (ANYBODY,))
    if has_evenings(facts.hours):
        yield OPEN + Opening.EVENINGS
    if has_weekends(facts.hours):
        yield OPEN + Opening.WEEKENDS
    if facts.takes_referrals:
        yield REFERRED
    if facts.without_papers:
        yield PAPERS
    for text in (facts.where, *facts.areas[:20]):
        yield from (WHERE + word for word in words_of(text))


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: small, without accents, telling ones."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = (word.strip("_") for word in _WORD.findall(plain))
    return [word for word in found if word and word not in _TOLD_BY_NOTHING]


def asked_words(text: str) -> list[str]:
    """Return the words that somebody looks for; each may be the beginning of one."""
    return words_of(text)[:MOST_WORDS]


def code_word(code: str) -> str:
    return code.replace("_", "")


def sort_name(name: str) -> str:
    """Return the name as it is sorted, cut to what an index takes."""
    cut = name.casefold()[:LONGEST_NAME]
    while len(cut.encode()) > 3 * LONGEST_NAME:
        cut = cut[:-1]
    return cut
