"""Rules of addresses, ready to be spelled when the first address is.

Werkzeug compiles two functions for each route as it is registered: most of the time that an app of
hundreds of routes takes to be made, and half of them are never called.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """A rule that compiles what builds its addresses when it is first asked for one."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        name = "_build_unknown" if append_unknown else "_build"

        def build(rule: "LateRule", /, **values: Any) -> tuple[str, str]:
            builder = rule.compile_builder(append_unknown).__get__(rule)
            setattr(rule, name, builder)
            return builder(**values)  # type: ignore[no-any-return]

        return build

    def compile_builder(self, append_unknown: bool) -> Builder:
        return super()._compile_builder(append_unknown)


class House(Flask):
    url_rule_class = LateRule
