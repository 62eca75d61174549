"""The controls of whatever comes in and goes out, and how to switch each off."""

import logging

from werkzeug.middleware.proxy_fix import ProxyFix

from safetynet.access import source
from safetynet.edge import headers, refusing
from safetynet.edge.logs import SafeLines
from safetynet.forms import base as forms
from tests.edge import test_behind_proxies, test_limits
from tests.edge import test_in_the_house as edge
from tests.house import test_log_canaries, test_odd_requests
from tests.house.switching import Switch, nothing, put

OUTSIDE: dict[str, Switch] = {
    "a form carries our token": Switch(
        put(forms._csrf, "protect", nothing),
        test_odd_requests.test_no_form_is_taken_without_our_token,
    ),
    "a form comes from a page of ours": Switch(
        put(forms, "sent_by_another_site", nothing),
        edge.test_another_site_sends_nothing_in_our_name,
        {"told": {"Sec-Fetch-Site": "cross-site"}, "status": 400},
    ),
    "an address has one spelling": Switch(
        put(refusing, "refuse_odd_addresses", nothing), edge.test_an_address_has_one_spelling
    ),
    "no flood of fields is read": Switch(
        put(refusing, "refuse_too_much", nothing),
        test_limits.test_what_is_too_large_is_answered_with_a_page,
        {"kind": test_limits.FORM, "sent": b"a=b&" * 1_001},
    ),
    "only our own proxies say who asks": Switch(
        put(source, "ProxyFix", lambda app, **_trusted: ProxyFix(app, x_for=2)),
        test_behind_proxies.test_only_our_own_proxies_say_who_asks,
        {"count": 1, "chain": "198.51.100.6, 203.0.113.9", "source": "203.0.113.9"},
    ),
    "every answer carries the security headers": Switch(
        lambda monkeypatch: monkeypatch.setitem(
            headers._ALWAYS, "Content-Security-Policy", "default-src *"
        ),
        edge.test_the_headers_are_on_what_the_door_lets_out,
    ),
    "a log line holds no text": Switch(
        put(SafeLines, "format", logging.Formatter.format),
        test_log_canaries.test_no_fault_tells_the_log_what_it_knows,
    ),
}
