"""The one cookie: for this host alone, closed to scripts and other sites, signed with SHA-256."""

from hashlib import sha256

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from config import Config


class _Signed(SecureCookieSessionInterface):
    # Flask's own is SHA-1, which NIST SP 800-131A retires by 2030.
    digest_method = staticmethod(sha256)


def init_app(app: Flask, config: Config) -> None:
    app.session_interface = _Signed()
    app.config.update(
        # A browser takes a __Host- cookie over TLS only, from this very host, and for no other.
        SESSION_COOKIE_NAME="__Host-sn" if config.is_https else "sn",
        SESSION_COOKIE_SECURE=config.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
