"""The controls of packets and of copies of minutes, and how to switch each off."""

from datetime import timedelta

from safetynet.packets import asking
from safetynet.packets.models import CopyAsk
from safetynet.packets.policy import CopyAskPolicy
from safetynet.packets.reader import Reader
from safetynet.packets.views import packet
from tests.house.switching import Switch, both, put, yes
from tests.packets import test_copies, test_packet

PACKETS: dict[str, Switch] = {
    "a packet is open for its time": Switch(
        put(packet, "_is_open", yes),
        test_packet.test_outside_its_time_it_says_when,
        {"moved": timedelta(days=3), "heading": "This packet is closed"},
    ),
    "what may only be told is not sent": Switch(
        put(Reader, "may_hold", yes),
        test_packet.test_what_was_released_to_be_told_is_not_sent,
    ),
    "every owner agrees to a copy of minutes": Switch(
        put(asking, "may_be_made", yes),
        test_copies.test_it_is_made_when_all_agreed_and_holds_theirs_alone,
    ),
    "an agreement is no release": Switch(
        put(asking, "_may_agree", yes),
        test_copies.test_a_covered_agency_agrees_only_on_a_written_release,
    ),
    "whoever asks for a copy answers for nobody else": Switch(
        both(put(CopyAskPolicy, "permits", yes), put(CopyAskPolicy, "writes", yes)),
        test_copies.test_strangers_neither_ask_nor_answer,
    ),
    "an agreement carries a MAC": Switch(
        put(CopyAsk, "ABSENT_IF_FORGED", False),
        test_copies.test_an_agreement_written_by_sql_is_none,
    ),
}
