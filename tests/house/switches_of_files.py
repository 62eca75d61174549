"""The controls of what people send, and how to switch each off."""

from safetynet.access import OwnedPolicy
from safetynet.edge import headers
from safetynet.files import cleaning, operations, policy, scanning, storage
from safetynet.files.formats import Format
from safetynet.files.models import Scan
from safetynet.files.policy import DocumentPolicy
from safetynet.process import bundle
from safetynet.vault import NOBODY, Place
from tests.files import (
    test_case_files,
    test_cleaning,
    test_documents,
    test_scanning,
    test_storage,
)
from tests.house.switching import Switch, put, yes

FILES: dict[str, Switch] = {
    "a document is what its first bytes say": Switch(
        put(cleaning, "format_of", lambda _data: Format.TXT),
        test_documents.test_what_is_missing_or_wrong_is_said_at_its_field,
    ),
    "a picture warns first": Switch(
        put(operations, "PICTURES", frozenset()),
        test_documents.test_a_picture_warns_and_is_kept_only_where_somebody_insists,
    ),
    "a picture is drawn anew": Switch(
        put(cleaning, "bare_picture", lambda data: data),
        test_documents.test_a_picture_warns_and_is_kept_only_where_somebody_insists,
    ),
    "of a PDF only its pages are kept": Switch(
        put(cleaning, "_asked", lambda _script, data, *_numbers: data),
        test_cleaning.test_of_a_pdf_only_its_pages_are_kept,
    ),
    "what a scanner finds is not stored": Switch(
        put(scanning, "scan", lambda _data, _scanner: Scan.NOT_SCANNED),
        test_scanning.test_what_a_scanner_finds_is_not_stored,
    ),
    "a file is bound to its document": Switch(
        put(storage, "_place", lambda _document: Place(storage.CONTENT, NOBODY, 1)),
        test_storage.test_a_file_put_in_anothers_place_opens_nowhere,
    ),
    "what is removed goes from the disk": Switch(
        put(storage, "let_go", lambda _document: None),
        test_documents.test_removed_it_is_gone_and_why_stays,
    ),
    "what is handed out can do nothing": Switch(
        put(headers, "A_DOWNLOAD", headers.CONTENT_SECURITY_POLICY),
        test_documents.test_it_is_handed_out_as_a_file_that_can_do_nothing,
    ),
    "a juvenile case file is added by law or by order alone": Switch(
        put(operations, "may_keep", yes),
        test_case_files.test_everybody_else_needs_the_courts_order,
    ),
    "a copy of a juvenile case file takes a court's order": Switch(
        put(policy, "may_copy", yes),
        test_case_files.test_a_prosecutor_looks_and_takes_no_copy,
    ),
    "a juvenile case file is never produced": Switch(
        put(bundle, "is_kept_back", lambda _row: False),
        test_case_files.test_it_is_never_produced,
    ),
    "a document at the desk is the desk's own": Switch(
        put(DocumentPolicy, "sees", OwnedPolicy.sees),
        test_case_files.test_at_the_desk_nobody_but_the_desk_reads_it,
    ),
}
