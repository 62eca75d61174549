"""One invented young person: who she is, by dice that fall the same way every time."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from safetynet.demo import names
from safetynet.survivors import NameKind

AGES = {
    11: 2, 12: 5, 13: 12, 14: 18, 15: 25, 16: 17, 17: 11,
    18: 3, 19: 2, 20: 1.5, 21: 1, 22: 1, 23: 1, 24: 0.5,
}  # fmt: skip
"""11 to 17 with the mode at 15, and a tenth from 18 to 24 (volumes.md §8)."""

GENDERS = {
    ("girl", "she/her"): 86,
    ("trans girl", "she/her"): 4,
    ("boy", "he/him"): 5,
    ("trans boy", "he/him"): 1,
    ("non-binary", "they/them"): 4,
}
ETHNICITIES = (
    "Mexican American", "Black", "White", "Black and Filipina", "Salvadoran", "Hmong", "Diné",
    "Guatemalan, Mam", "Vietnamese", "Armenian", "Samoan", "Nigerian American", "Pomo and Mexican",
    "Cambodian", "Afghan", "Puerto Rican", "does not want to say",
)  # fmt: skip
LANGUAGES = (
    "English", "English", "English", "Spanish at home, English at school", "Spanish",
    "English and Tagalog", "Vietnamese with her grandmother, English otherwise",
    "Khmer and English",
)  # fmt: skip
DISABILITIES = (
    "Hard of hearing on the left side; sit where she can see faces",
    "Reads slowly; likes things explained out loud",
    "Asthma, carries an inhaler",
    "ADHD; short meetings work best",
    "Migraines; bright rooms are difficult",
)
TRIBES = ("Enrolled; the tribe has asked to be told of hearings", "Descendant, not enrolled")
PARENTING = (
    "Pregnant, due in the spring",
    "Has a son of eleven months, who stays with her aunt",
    "Expecting; wants to decide for herself who is told",
)


@dataclass(frozen=True)
class Youth:
    """Nobody real. Names come as (kind, first, middle, last)."""

    names: tuple[tuple[NameKind, str, str, str], ...]
    birth_dates: tuple[tuple[date, bool], ...]
    """Day, and whether somebody estimated it."""
    gender: str
    pronouns: str
    ethnicity: str
    language: str
    disability: str | None
    tribal: str | None
    parenting: str | None

    @property
    def first(self) -> str:
        """What people call her."""
        return self.names[0][1]

    def age_on(self, day: date) -> int:
        """Return whole years by the first date she gave."""
        return (day - self.birth_dates[0][0]).days * 4 // 1461

    def told(self, text: str) -> str:
        """Return a text with {first}, {she}, {her}, {him}, … as this person wants them."""
        if self.pronouns == "they/them":
            # The name stands for "they", so that no verb has to change.
            words = {"she": self.first, "She": self.first, **THEY}
        else:
            words = SHE if self.pronouns == "she/her" else HE
        for mark, word in {"first": self.first, **words}.items():
            text = text.replace(f"{{{mark}}}", word)
        return text


_MARKS = ("she", "She", "her", "Her", "him", "hers", "herself")
SHE = dict(zip(_MARKS, ("she", "She", "her", "Her", "her", "hers", "herself"), strict=True))
HE = dict(zip(_MARKS, ("he", "He", "his", "His", "him", "his", "himself"), strict=True))
THEY = dict(zip(_MARKS[2:], ("their", "Their", "them", "theirs", "themself"), strict=True))


def invent(dice: Random, day: date) -> Youth:
    """Return somebody whose age on `day` follows the county's distribution."""
    (gender, pronouns), = dice.choices([*GENDERS], [*GENDERS.values()])  # fmt: skip
    ethnicity = dice.choice(ETHNICITIES)
    return Youth(
        names=_names(dice, gender),
        birth_dates=_birth_dates(dice, day),
        gender=gender,
        pronouns=pronouns,
        ethnicity=ethnicity,
        language=dice.choice(LANGUAGES),
        disability=dice.choice(DISABILITIES) if dice.random() < 0.25 else None,
        tribal=dice.choice(TRIBES) if ethnicity in {"Diné", "Pomo and Mexican"} else None,
        parenting=dice.choice(PARENTING) if dice.random() < 0.15 and "boy" not in gender else None,
    )


def _names(dice: Random, gender: str) -> tuple[tuple[NameKind, str, str, str], ...]:
    pool = {"boy": names.BOYS, "trans boy": names.BOYS, "non-binary": names.EITHER}.get(
        gender, names.GIRLS
    )
    first = dice.choice(pool)
    middle = dice.choice(names.MIDDLE) if dice.random() < 0.4 else ""
    last = _last(dice)
    found = [(NameKind.LEGAL, first, middle, last)]
    if dice.random() < 0.08:
        # Eight in a hundred come without a legal name.
        found = [(NameKind.ALIAS, first, "", "")]
    if dice.random() < 0.6:
        found += [_alias(dice, first, last) for _ in range(dice.choice((2, 2, 3)))]
    return tuple(dict.fromkeys(found))


def _last(dice: Random) -> str:
    if dice.random() < 0.3:
        return " ".join(dice.sample(names.SPANISH, 2))
    if dice.random() < 0.08:
        return "-".join(dice.sample(names.LAST, 2))
    return dice.choice(names.LAST)


def _alias(dice: Random, first: str, last: str) -> tuple[NameKind, str, str, str]:
    kind = dice.choice((NameKind.STREET, NameKind.STREET, NameKind.ALIAS, NameKind.SPELLING))
    if kind is NameKind.STREET:
        return kind, dice.choice(names.STREET), "", ""
    if kind is NameKind.ALIAS:
        return kind, dice.choice(names.GIRLS + names.EITHER), "", dice.choice(names.LAST)
    return kind, first, "", _misspelt(dice, last)


def _misspelt(dice: Random, last: str) -> str:
    """Return the name as somebody heard it on the telephone."""
    plain = "".join(c for c in unicodedata.normalize("NFD", last) if not unicodedata.combining(c))
    if " " in plain:
        return dice.choice((plain.split()[0], "-".join(plain.split())))
    at = dice.randrange(1, len(plain) - 1)
    return plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]


def _birth_dates(dice: Random, day: date) -> tuple[tuple[date, bool], ...]:
    (age,) = dice.choices([*AGES], [*AGES.values()])
    born = day - timedelta(days=int(age * 365.25) + dice.randrange(3, 360))
    if dice.random() >= 0.1:
        return ((born, dice.random() < 0.05),)
    # One in ten has given two: a day off, or the year that makes her eighteen.
    told = born - timedelta(days=dice.choice((9, 31, 365 * 2)))
    return ((born, False), (told, True))
