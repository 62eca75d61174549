"""The files of the look: ours, the typeface and Bootstrap from their packages; none from afar."""

import re
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from flask import Flask, Response, abort, send_file, url_for
from markupsafe import Markup

from safetynet.access import PublicBlueprint

OWN = Path(__file__).parent.parent / "static"

assets = PublicBlueprint("assets", __name__)


def init_app(app: Flask) -> None:
    """Serve the files under /assets/ and give templates `static_url` and `icon`."""
    app.register_blueprint(assets)
    app.jinja_env.globals.update(static_url=static_url, icon=icon)


@assets.get("/assets/<path:name>")
def serve(name: str) -> Response:
    """Send one file of the look; a name that is not among them does not exist."""
    path = _files().get(name) or abort(404)
    return send_file(path, conditional=True)


@assets.get("/favicon.ico")
def favicon() -> Response:
    return send_file(OWN / "favicon.svg", conditional=True)


def static_url(name: str) -> str:
    """Return the address of an asset with the hash of its content, so that it may be kept for long.

    Raises KeyError when there is no such asset.
    """
    return url_for("assets.serve", name=name, v=_hash(_files()[name]))


@cache
def _files() -> dict[str, Path]:
    bootstrap = _package("flask_bootstrap") / "static" / "bootstrap5"
    # Without the font package the browser falls back to the system's own sans serif.
    fonts = _package("fontpkg_public_sans") / "files"
    files = {path.relative_to(OWN).as_posix(): path for path in OWN.rglob("*.*")}
    return files | {
        "bootstrap.css": bootstrap / "css" / "bootstrap.min.css",
        "fonts/public-sans.ttf": fonts / "PublicSans[wght].ttf",
        "fonts/public-sans-italic.ttf": fonts / "PublicSans-Italic[wght].ttf",
    }


def _package(name: str) -> Path:
    spec = find_spec(name)
    return Path(next(iter(spec.submodule_search_locations or []))) if spec else Path("/absent")


@cache
def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


ICONS = {
    "add": "plus-lg",
    "alert": "exclamation-triangle-fill",
    "back": "arrow-left",
    "calendar": "calendar-event",
    "case": "folder2-open",
    "check": "check-lg",
    "clock": "clock",
    "document": "file-earmark-text",
    "download": "download",
    "edit": "pencil",
    "exit": "box-arrow-right",
    "eye": "eye",
    "file": "paperclip",
    "info": "info-circle-fill",
    "key": "key",
    "list": "list",
    "lock": "lock-fill",
    "mail": "envelope",
    "meeting": "people",
    "next": "arrow-right",
    "person": "person",
    "phone": "telephone",
    "place": "geo-alt",
    "print": "printer",
    "search": "search",
    "service": "signpost-split",
    "shield": "shield-check",
}
"""Our word for a thing → its name in the packaged sprite."""


@cache
def icon(name: str) -> Markup:
    """Return the drawing itself, for use beside words; it says nothing to a screen reader."""
    symbol = _symbols()[ICONS[name]]
    return Markup(  # noqa: S704 - the sprite comes with its package
        f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{symbol}</svg>'
    )


@cache
def _symbols() -> dict[str, str]:
    sprite = _package("flask_bootstrap") / "static" / "bootstrap5" / "icons" / "bootstrap-icons.svg"
    found = re.findall(r'<symbol[^>]* id="([^"]+)"[^>]*>(.*?)</symbol>', sprite.read_text(), re.S)
    wanted = set(ICONS.values())
    return {name: drawing.strip() for name, drawing in found if name in wanted}
