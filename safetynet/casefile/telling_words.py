"""Words that would tell whoever finds a paper what it is about; none stands on one she carries."""

import re
import unicodedata
from collections.abc import Iterable

_ENGLISH = """
abuse abuser advocate agency arrest assault attorney caseload caseworker charge client clinic
confidential counselor court csec custody cse detention detective escort exploit exploitation foster
gang groom grooming hotline human judge juvenile lawyer minor molest officer pimp police predator
probation program prosecutor prostitute prostitution rape rescue runaway safety safetynet sex sexual
shelter sold stabilization survivor therapist track traffic trafficking traffick trafficker trick
victim violence warrant
"""
_SPANISH = """
abogada abogado abusar abuso abusador acusacion agencia agredir agresion albergue arresto
confidencial consejera corte custodia defensora delito denuncia detencion escolta explotacion
explotar fiscal huir jueza juez juzgado libertad menor padrote policia programa prostitucion
prostituta prostituir proxeneta rescate refugio sexo sexual sobreviviente terapeuta trafico trata
tratante victima violacion violar violencia
"""
_SMALL = """
a an and the of for to in at on our her his my their no not unknown house inc
de del la el los las un una y en para su sus mi desconocido desconocida
"""
TELLING = frozenset(f"{_ENGLISH} {_SPANISH}".split())
SMALL = frozenset(_SMALL.split())
_NUMBER = re.compile(r"\b[A-Z]{1,4}-\d{4}-\d+\b")
_WORD = re.compile(r"[a-z]+")
ENDINGS = ("s", "es", "d", "ed", "er", "ers", "ing")


def telling_in(text: str, names: Iterable[str] = (), called: Iterable[str] = ()) -> list[str]:
    """Return the words of a text that tell too much, as they stand in it, each once.

    `names` are those of the young person, of agencies and services; each word of theirs counts, but
    for such as “the”. `called` is what persons of concern are called, which is no name at times.
    """
    held = TELLING | {word for name in names for word in _plain_words(name) if word not in SMALL}
    held |= {word for name in called for word in _called(name) if word not in SMALL}
    found = [match.group() for match in _NUMBER.finditer(text)]
    for word in re.findall(r"[^\W\d_]+", text):
        if _is_one_of(_plain(word), held):
            found.append(word)
    return list(dict.fromkeys(found))


def _is_one_of(word: str, held: frozenset[str] | set[str]) -> bool:
    stems = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
    return word in held or any(stem in held or f"{stem}e" in held for stem in stems)


def _called(name: str) -> list[str]:
    """Return the words by which somebody is known: of “Slim, drives a van”, the first alone."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 1]
    return [_plain(word) for word in words if word[0].isupper()] or list(map(_plain, words))


def _plain_words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
