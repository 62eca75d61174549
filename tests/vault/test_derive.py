"""One permanent secret, many keys, none of which tells of another."""

from uuid import UUID, uuid4

import pytest

from safetynet.vault import Purpose, Roots, as_address, as_name


def test_every_purpose_has_a_key_of_its_own(roots: Roots) -> None:
    assert len({roots.secret_key(purpose) for purpose in Purpose}) == len(Purpose)


def test_keys_stay_the_same_for_ever() -> None:
    """Changing a label would lock out every installation; these values are written down."""
    roots = Roots(bytes(range(32)))
    assert roots.secret_key(Purpose.LEDGER).hex() == (
        "2e89ae2abe21dcc7a0ad03a09e5057dfa96547ce18556d5f8fced9103438e34e"
    )
    assert roots.file_key(Purpose.DATABASE_FILE) == (
        "715834b0cfe838188cdf5e94de925bbbf18b20fbf2db5904cd1308ad2cffabf6"
    )
    assert roots.fingerprint(UUID(int=1), "names", "Li").hex() == "cce4685a209cdedcff62a6d638d2777f"


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Roots(b"short")


def test_macs_differ_by_purpose_and_data(roots: Roots) -> None:
    assert roots.mac(Purpose.LEDGER, b"x") == roots.mac(Purpose.LEDGER, b"x")
    assert roots.mac(Purpose.LEDGER, b"x") != roots.mac(Purpose.ROW, b"x")
    assert roots.mac(Purpose.LEDGER, b"x") != roots.mac(Purpose.LEDGER, b"y")


@pytest.mark.parametrize(
    ("one", "other"),
    [("O’Neil-José", "oneil jose"), ("STRASSE", "straße"), ("Mary  Ann", "maryann")],
)
def test_names_that_read_alike_share_a_fingerprint(roots: Roots, one: str, other: str) -> None:
    agency = uuid4()
    assert as_name(one) == as_name(other)
    assert roots.fingerprint(agency, "n", one) == roots.fingerprint(agency, "n", other)
    assert len(roots.fingerprint(agency, "n", one)) == 16


def test_agencies_and_fields_never_compare(roots: Roots) -> None:
    here, there = uuid4(), uuid4()
    prints = {roots.fingerprint(a, f, "Li") for a in (here, there) for f in ("last", "first")}
    assert len(prints) == 4


def test_parts_do_not_run_together(roots: Roots) -> None:
    agency = uuid4()
    assert roots.fingerprint(agency, "n", "Ann", "Marie") != roots.fingerprint(
        agency, "n", "Anna", "Rie"
    )


def test_addresses_keep_their_dots_and_digits(roots: Roots) -> None:
    agency = uuid4()

    def found_by(address: str) -> bytes:
        return roots.fingerprint(agency, "email", address, alike=as_address)

    assert found_by(" Jane@Example.org ") == found_by("jane@example.org")
    assert found_by("jane1@example.org") != found_by("jane2@example.org")
    assert found_by("j.ane@example.org") != found_by("jane@example.org")
