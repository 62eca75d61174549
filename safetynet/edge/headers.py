"""The headers of every answer: nothing inline, nothing framed, nothing kept, none told onward."""

from flask import Flask, Response, request

from config import Config

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # Bootstrap draws the marks of its selects and checkboxes as data URIs.
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)

A_DOWNLOAD = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
"""What is handed out as a file does nothing, also where a browser opens it all the same."""

_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=(), browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_TWO_YEARS = 63_072_000
_ONE_YEAR = 31_536_000
ASSET_ENDPOINTS = frozenset({"assets.serve", "assets.favicon", "static"})


def init_app(app: Flask, config: Config) -> None:
    """Put the headers on whatever leaves, refusals and faults included."""

    @app.after_request
    def dress(response: Response) -> Response:
        response.headers.update(_ALWAYS)
        response.headers.remove("Server")
        if response.headers.get("Content-Disposition", "").startswith("attachment"):
            response.headers["Content-Security-Policy"] = A_DOWNLOAD
        if config.is_https:
            response.headers["Strict-Transport-Security"] = (
                f"max-age={_TWO_YEARS}; includeSubDomains"
            )
        is_asset = request.endpoint in ASSET_ENDPOINTS and response.status_code < 400  # noqa: PLR2004
        response.headers["Cache-Control"] = (
            f"public, max-age={_ONE_YEAR}, immutable" if is_asset else "no-store"
        )
        return response
