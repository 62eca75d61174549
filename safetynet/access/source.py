"""Where a request comes from: the address that the last trusted proxy saw, and no other's word."""

from ipaddress import IPv6Address, ip_address

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Request

from config import Config

UNKNOWN = "unknown"
"""Where nobody said an address: a request over a socket of this machine, without a proxy."""
_NETWORK_BITS = 64


def init_app(app: Flask) -> None:
    """Believe as many X-Forwarded-For and -Proto as there are proxies, counted from our side.

    X-Forwarded-Host, -Port and -Prefix are nobody's to say: no address of ours is made of them.
    """
    config: Config = app.extensions["config"]
    if count := config.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]


def source_of(request: Request) -> str:
    """Return what tries are counted by: an IPv4 address, or the /64 network of an IPv6 one.

    Whoever has one IPv6 address mostly has all of its network, 2^64 more.
    """
    said = request.remote_addr or ""
    # Some proxies add the port: 192.0.2.1:4711, [2001:db8::1]:4711.
    bare = said.partition("]")[0].lstrip("[") if "[" in said else said
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return UNKNOWN
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    low = 128 - _NETWORK_BITS
    return f"{IPv6Address(int(address) >> low << low)}/{_NETWORK_BITS}"
