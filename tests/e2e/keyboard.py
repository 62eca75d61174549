"""A chair without a mouse: everything is reached by Tab, letters and Enter; clicks are counted."""

from typing import Any

COUNTS = """
  for (const sign of ["mousedown", "pointerdown", "touchstart"])
    addEventListener(sign, () => window.touchedByHand(sign), true);
"""


class Keyboard:
    """The hands of one person on the keys of one page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.clicks: list[str] = []
        page.expose_function("touchedByHand", self.note_a_click)
        page.add_init_script(COUNTS)

    def note_a_click(self, sign: str) -> None:
        self.clicks.append(sign)

    def press(self, *keys: str) -> "Keyboard":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> "Keyboard":
        """Type into the box that has the focus; a line break is a press on Enter."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.insert_text(line)
        return self

    def tab_to(self, words: str, most: int = 200) -> "Keyboard":
        """Go on by Tab until the element with these words, or this id, has the focus."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(IS_AT, words):
                return self
        raise AssertionError(f"no way to “{words}” by the Tab key on {self.page.url}")

    def choose(self, option: str) -> "Keyboard":
        """Choose in the select that has the focus, by typing how the option begins."""
        self.page.keyboard.type(option)
        chosen = self.page.evaluate(CHOSEN)
        assert chosen.startswith(option), (chosen, option)
        return self

    def go(self, *keys: str) -> "Keyboard":
        """Press keys that lead to another page, and wait for it."""
        with self.page.expect_navigation():
            self.press(*keys)
        self.page.wait_for_load_state()
        return self


IS_AT = """(words) => {
  const at = document.activeElement;
  return at.id === words || at.textContent.trim().startsWith(words) || at.name === words;
}"""
CHOSEN = "document.activeElement.selectedOptions[0].textContent"
