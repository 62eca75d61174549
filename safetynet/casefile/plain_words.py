"""How hard a text is to read, in school grades; by formulas that need no dictionary.

English: Flesch and Kincaid, 1975. Spanish: Crawford, 1989, made for the grades of primary school.
"""

import re

EASY = 6
"""The grade up to which a page to carry is easy to read."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_END = re.compile(r"[.!?:;]+|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<![aeiouyl])e$|(?<![td])ed$|(?<![scxz])es$")
_SPOKEN_ING = re.compile(r"[aeiou]ing$")
_NUCLEUS = re.compile(r"[íú]|[iuü]?[aeoáéó][iuy]?|[iuüy]+")
"""A weak vowel joins a strong one; two strong ones, and a weak one with an accent, stand apart."""


def grade_of(text: str, language: str) -> float:
    """Return the grade in which a text can be read; nought for one without words."""
    words = _WORD.findall(text.lower())
    if not words:
        return 0.0
    sentences = max(1, sum(bool(_WORD.search(part)) for part in _END.split(text)))
    if language == "es":
        syllables = sum(map(syllables_es, words))
        hundred = 100 / len(words)
        return -0.205 * sentences * hundred + 0.049 * syllables * hundred - 3.407
    syllables = sum(map(syllables_en, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def syllables_en(word: str) -> int:
    bare = re.sub(r"['’].*", "", word)
    spoken = _SILENT.sub("", bare) if len(bare) > 3 else bare  # noqa: PLR2004 - "the", "she"
    return max(1, len(_VOWELS.findall(spoken)) + bool(_SPOKEN_ING.search(spoken)))


def syllables_es(word: str) -> int:
    # The u of que, qui, gue, gui is not spoken.
    spoken = re.sub(r"([qg])u(?=[eiéí])", r"\1", word)
    return max(1, len(_NUCLEUS.findall(spoken)))
