"""The controls of a county's laws, and how to switch each off."""

from dataclasses import replace
from typing import Any

from safetynet.db import genuine
from safetynet.sharing import county_laws
from safetynet.sharing.law_settings import LawSetting, SettingState
from safetynet.sharing.laws import LAWS, Law
from safetynet.sharing.policy import LawSettingPolicy
from safetynet.vault import Category
from tests.house.switching import Switch, both, put, yes
from tests.statutes import test_settings_by_sql, test_signing_off


def as_it_says(setting: LawSetting) -> Law:
    """Take what was saved for what holds."""
    kinds = frozenset(map(Category, setting.categories))
    return replace(LAWS[setting.law], days=setting.days, categories=kinds)


def decided_by_anybody(setting: LawSetting, state: SettingState, by_id: Any, now: Any) -> None:
    setting.state, setting.decided_by_id, setting.decided_at = state, by_id, now


CLOCKS: dict[str, Switch] = {
    "a law that nobody confirmed counts for nothing": Switch(
        put(LawSetting, "holds_from", property(lambda setting: setting.since)),
        test_signing_off.test_until_then_it_counts_for_nothing,
    ),
    "nobody confirms a law that they entered": Switch(
        both(
            put(LawSettingPolicy, "permits", yes),
            put(LawSettingPolicy, "writes", yes),
            put(LawSetting, "decide", decided_by_anybody),
        ),
        test_signing_off.test_nobody_confirms_what_they_entered,
    ),
    "a county's law carries a MAC": Switch(
        put(genuine, "is_mac_of", yes), test_settings_by_sql.test_what_sql_wrote_counts_for_nothing
    ),
    "a law waits for its day": Switch(
        put(county_laws, "in_force", lambda found, _day: {one.law: one for one in found}),
        test_signing_off.test_a_change_waits_for_its_day,
    ),
    "a law stays inside its outer limit": Switch(
        put(county_laws, "law_by", as_it_says),
        test_signing_off.test_no_county_reaches_beyond_the_outer_limit,
    ),
}
