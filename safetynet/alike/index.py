"""Which of very many names have a word like a given one."""

from collections.abc import Iterable

from safetynet.alike.nearness import Near, keys_of, nearness
from safetynet.alike.nicknames import forms_of
from safetynet.survivors import words_of


class Parts:
    """First and last names as they were written, each once, by the words in them."""

    def __init__(self, parts: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        self._by_key: dict[str, list[str]] = {}
        self._near: dict[str, frozenset[str]] = {}
        for part in parts:
            words = words_of(part)
            # Also as one word: "Mc Millan" is looked for as "McMillan".
            for word in {*words, "".join(words)}:
                self._by_word.setdefault(word, []).append(part)
        for word in self._by_word:
            for key in keys_of(word):
                self._by_key.setdefault(key, []).append(word)

    def with_word(self, word: str) -> list[str]:
        """Return the parts that have this very word."""
        return self._by_word.get(word, [])

    def near(self, word: str) -> frozenset[str]:
        """Return the parts that have a word like this one, or another form of it."""
        if (known := self._near.get(word)) is None:
            found = (part for other in self._words_like(word) for part in self._by_word[other])
            known = self._near[word] = frozenset(found)
        return known

    def _words_like(self, word: str) -> set[str]:
        # An initial is like too many; the rest of the name must find her.
        if len(word) == 1:
            return set()
        asked = {other for key in keys_of(word) for other in self._by_key.get(key, ())}
        near = {other for other in asked if nearness(word, other) >= Near.LOOSE}
        return near | {other for other in forms_of(word) if other in self._by_word}
