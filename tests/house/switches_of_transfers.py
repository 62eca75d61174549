"""The controls of what crosses to another county and from there, and how to switch each off."""

from safetynet.agencies import policy as agencies
from safetynet.exports.grants import grants_about
from safetynet.exports.transfers import operations as out
from safetynet.exports.transfers.forms import TransferForm
from safetynet.exports.views import transfers as pages
from safetynet.transfers import limits, page, reading, records
from safetynet.vault import Category
from tests.exports import test_transfers
from tests.house.switching import Switch, nothing, put
from tests.transfers import test_hostile_files, test_taking_in
from tests.transfers.conftest import record

CROSSING: dict[str, Switch] = {
    "a packet is sealed under its words": Switch(
        put(page, "seal_under", lambda _words, content: b"SEAL\x01\x00\x09\x27\xc0" + content),
        test_transfers.test_outside_its_seal_a_packet_says_nothing,
    ),
    "a packet goes to another county alone": Switch(
        put(pages, "grants_elsewhere", grants_about),
        test_transfers.test_without_a_release_to_another_county_nothing_can_go,
    ),
    "a packet holds what its basis names, and no more": Switch(
        put(TransferForm, "validate_categories", nothing),
        test_transfers.test_a_kind_that_the_release_does_not_name_stays,
    ),
    "nobody signs in for another county": Switch(
        put(agencies, "WITHOUT_MEMBERS", frozenset()),
        test_transfers.test_nobody_sits_or_signs_in_for_another_county,
    ),
    "a receipt is the packet's own": Switch(
        put(out, "_letters", lambda _receipt: b""),
        test_transfers.test_the_receipt_ends_its_taking_and_its_words,
    ),
    "the words of a packet are tried ten times an hour": Switch(
        put(limits, "take_a_try", nothing),
        test_taking_in.test_words_are_tried_ten_times_an_hour,
    ),
    "ways to reach her are folded before a packet is taken in": Switch(
        put(reading, "FOLDED", frozenset()),
        test_taking_in.test_it_is_shown_first_and_nothing_is_kept,
    ),
    "a packet brings no kind that never crosses": Switch(
        put(records, "SHAREABLE", tuple(Category)),
        test_hostile_files.test_a_record_that_fits_nothing_here_is_refused,
        given={"bad": record("notes", Category.PRIVILEGED, {"text": "x"})},
    ),
}
