"""Cells of strangers made fit to be shown: plain text, safe addresses, no markup."""

import html
import re

LONGEST = {
    "name": 200,
    "description": 8000,
    "text": 4000,
    "website": 300,
    "short": 200,
    "term": 120,
    "key": 400,
}
MOST = 60
"""Terms, areas or languages that are kept of one row."""
_HIDDEN_PARTS = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"</?[a-zA-Z!][^<>]*>")
_ADDRESS = re.compile(
    r"(?:https?://)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.I
)
_EMAIL = re.compile(r"[\w.+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
_SECRET = re.compile(
    r"\b(confidential|undisclosed|not disclosed|unlisted|withheld|confidencial|reservada)\b", re.I
)
_SECRET_NAME = re.compile(
    r"\b((confidential|undisclosed|secret)\s+(location|address|site|shelter|place|safe\s*house)|"
    r"(ubicaci\u00f3n|direcci\u00f3n)\s+confidencial)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[;\n|]")
_NOTHING = frozenset({"n/a", "na", "-1", "null", "none or unknown", "-", "unknown"})


def plain(text: str) -> str:
    """Return text without markup, its lines without idle blanks."""
    if "<" in text:
        text = _MARKUP.sub(" ", _HIDDEN_PARTS.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
        text = _MARKUP.sub(" ", _HIDDEN_PARTS.sub(" ", text)) if "<" in text else text
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(line for line in lines if line)


def cut(text: str, kind: str = "short") -> str | None:
    """Return at most so much of a plain text as a field of this kind takes; None for nothing."""
    told = plain(text)
    if told.casefold() in _NOTHING:
        return None
    return told[: LONGEST[kind]].rstrip() or None


def web_address(text: str) -> str | None:
    """Return an address that starts with http; None for what is none, also for javascript:."""
    said = text.strip().split()[0] if text.strip() else ""
    said = said.rstrip(".,;)")
    if not _ADDRESS.fullmatch(said) or len(said) > LONGEST["website"] or not said.isascii():
        return None
    scheme, colon, rest = said.partition("://")
    return f"{scheme.lower()}://{rest}" if colon else f"http://{said}"


def email_address(text: str) -> str | None:
    found = _EMAIL.search(text)
    return found[0] if found and len(found[0]) <= LONGEST["short"] else None


def several(*texts: str) -> list[str]:
    """Return what stands between semicolons, line breaks or commas, each once, in order."""
    found: dict[str, None] = {}
    for text in texts:
        # Where there are semicolons a comma belongs to the words.
        for part in _PARTS.split(text) if _PARTS.search(text) else text.split(","):
            if told := cut(part, "term"):
                found[told] = None
    return list(found)[:MOST]


def is_secret(name: str | None, *addresses: str | None) -> bool:
    """Say whether a sender writes that this place is not to be known.

    Of a name only words that speak of the place: "confidential testing" is no hidden house.
    """
    told = any(text and _SECRET.search(text) for text in addresses)
    return told or bool(name and _SECRET_NAME.search(name))


def joined(*parts: str | None) -> str:
    """Return what is there of these, in one line."""
    return " ".join(part for part in parts if part)
