"""A clause of a policy that only the whole table of channels would miss, and how to take it out."""

from safetynet.access.policy import OwnedPolicy, OwnOnlyPolicy
from tests.house import test_channels
from tests.house.switching import Switch, put

CHANNELS: dict[str, Switch] = {
    "what never leaves an agency is not carried by a release": Switch(
        put(OwnOnlyPolicy, "sees", OwnedPolicy.sees),
        lambda app, cast: test_channels.look_around(app, cast, "sharing.release"),
        is_slow=True,
        name="test_channels_show_what_is_signed_off",
    ),
}
