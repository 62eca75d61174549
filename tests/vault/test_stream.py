"""A sealed file gives back what it was given, whole and in order, or a refusal."""

import io
import os
import shutil
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from safetynet.vault import (
    Category,
    Keyring,
    Opening,
    Place,
    ShreddedError,
    TamperedError,
    Triple,
    hpke,
)
from safetynet.vault.stream import CHUNK, open_with, seal_to

PRIVATE = hpke.new_private_key()
PUBLIC = hpke.public_key_of(PRIVATE)
HEADER = 2 + 32 + hpke.OVERHEAD + 7
SEALED_CHUNK = CHUNK + 16


def sealed(data: bytes, use: str = "test") -> bytes:
    file = io.BytesIO()
    with seal_to(file, PUBLIC, use) as writer:
        shutil.copyfileobj(io.BytesIO(data), writer, 10_007)
    return file.getvalue()


def opened(blob: bytes, private: bytes = PRIVATE, use: str = "test") -> bytes:
    return open_with(io.BytesIO(blob), private, use).read()


def chunks(blob: bytes) -> list[bytes]:
    body = blob[HEADER:]
    return [body[at : at + SEALED_CHUNK] for at in range(0, len(body), SEALED_CHUNK)]


@pytest.mark.parametrize(
    "size",
    [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK, 3 * CHUNK + 5],
)
def test_what_was_sealed_opens(size: int) -> None:
    data = os.urandom(size)
    blob = sealed(data)
    assert opened(blob) == data
    assert len(blob) == HEADER + size + 16 * max(1, -(-size // CHUNK))


def test_one_large_write_is_the_same_as_many_small_ones() -> None:
    data = os.urandom(5 * CHUNK + 3)
    file = io.BytesIO()
    with seal_to(file, PUBLIC, "test") as writer:
        assert writer.write(memoryview(data)) == len(data)
        assert writer.write(b"") == 0
    assert opened(file.getvalue()) == data


def three_chunks() -> tuple[bytes, list[bytes]]:
    blob = sealed(os.urandom(3 * CHUNK))
    return blob[:HEADER], chunks(blob)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c[:2],
        lambda c: c[:1],
        lambda c: [],
        lambda c: [c[0], c[2]],
        lambda c: c[1:],
        lambda c: [c[1], c[0], c[2]],
        lambda c: [c[0], c[0], c[1], c[2]],
        lambda c: [*c, c[2]],
        lambda c: [*c, c[0]],
        lambda c: [*c, b"\0"],
        lambda c: [*c[:2], c[2][:-1]],
        lambda c: [c[0][:-1], *c[1:]],
        lambda c: [*c[:2], c[2][:10]],
    ],
    ids=[
        "last cut off",
        "two cut off",
        "all cut off",
        "middle dropped",
        "first dropped",
        "reordered",
        "duplicated",
        "last twice",
        "first appended",
        "a byte appended",
        "last shortened",
        "first shortened",
        "last a stump",
    ],
)
def test_a_changed_order_or_number_of_chunks_is_noticed(
    change: Callable[[list[bytes]], list[bytes]],
) -> None:
    header, found = three_chunks()
    assert opened(header + b"".join(found))
    with pytest.raises(TamperedError):
        opened(header + b"".join(change(found)))


def test_an_empty_file_cannot_be_forged_by_cutting() -> None:
    blob = sealed(b"")
    assert opened(blob) == b""
    with pytest.raises(TamperedError):
        opened(blob[:HEADER])


def test_one_flipped_bit_anywhere_is_noticed() -> None:
    blob = sealed(b"said" * 10)
    for index in range(len(blob)):
        altered = bytearray(blob)
        altered[index] ^= 1
        with pytest.raises(TamperedError):
            opened(bytes(altered))


def test_cut_anywhere_it_is_noticed() -> None:
    blob = sealed(b"said" * 10)
    for length in range(len(blob)):
        with pytest.raises(TamperedError):
            opened(blob[:length])


def test_a_chunk_of_another_file_is_refused() -> None:
    one, other = (sealed(os.urandom(2 * CHUNK)) for _ in range(2))
    with pytest.raises(TamperedError):
        opened(one[: HEADER + SEALED_CHUNK] + other[HEADER + SEALED_CHUNK :])


def test_another_key_or_another_use_opens_nothing() -> None:
    blob = sealed(b"said", use="backup database")
    with pytest.raises(TamperedError):
        opened(blob, private=hpke.new_private_key(), use="backup database")
    with pytest.raises(TamperedError) as caught:
        opened(blob, use="backup keys")
    assert str(caught.value) in {"hpke", "backup keys"}


def test_what_an_error_interrupted_does_not_pass_for_whole() -> None:
    file = io.BytesIO()

    def fail_half_way() -> None:
        with seal_to(file, PUBLIC, "test") as writer:
            writer.write(bytes(2 * CHUNK))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail_half_way()
    with pytest.raises(TamperedError):
        opened(file.getvalue())


def test_a_pipe_that_gives_little_at_a_time_is_read_whole() -> None:
    class Dripping(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 1_000))

    data = os.urandom(2 * CHUNK + 1)
    assert open_with(Dripping(sealed(data)), PRIVATE, "test").read() == data


def test_memory_stays_flat(tmp_path: Path) -> None:
    class Zeros(io.RawIOBase):
        left = 64 * 1024 * 1024

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            size = min(len(buffer), self.left)
            self.left -= size
            return size

    path = tmp_path / "large"
    tracemalloc.start()
    with path.open("wb") as file, seal_to(file, PUBLIC, "test") as writer:
        shutil.copyfileobj(Zeros(), writer)
    with path.open("rb") as sealed_file:
        reader = io.BufferedReader(open_with(sealed_file, PRIVATE, "test"))
        read = sum(len(part) for part in iter(lambda: reader.read(100_000), b""))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == Zeros.left
    assert peak < 2 * 1024 * 1024


def test_an_upload_opens_in_its_place_and_nowhere_else(
    opening: Opening, anew: Callable[[], Opening], triple: Triple, place: Place
) -> None:
    file = io.BytesIO()
    with opening.seal_file(triple, place, file) as writer:
        writer.write(b"said" * CHUNK)
    other = Triple(triple.survivor, triple.owner, Category.HEALTH)
    opening.prepare([other])

    def read(triple: Triple, place: Place) -> bytes:
        file.seek(0)
        return anew().open_file(triple, place, file).read()

    assert read(triple, place) == b"said" * CHUNK
    for moved in (
        place._replace(row=uuid4()),
        place._replace(column="x.y"),
        place._replace(seal_version=2),
    ):
        with pytest.raises(TamperedError):
            read(triple, moved)
    with pytest.raises(TamperedError):
        read(other, place)


def test_opening_a_file_is_asked_and_noted(
    keyring: Keyring, opening: Opening, triple: Triple, place: Place
) -> None:
    file = io.BytesIO()
    with opening.seal_file(triple, place, file) as writer:
        writer.write(b"said")
    noted: list[tuple[object, ...]] = []
    file.seek(0)
    keyring.opening(lambda _t: True, lambda *read: noted.append(read)).open_file(
        triple, place, file
    )
    assert noted == [(triple, place.column, place.row)]


def test_a_file_of_a_destroyed_compartment_is_gone(
    keyring: Keyring, opening: Opening, anew: Callable[[], Opening], triple: Triple, place: Place
) -> None:
    file = io.BytesIO()
    with opening.seal_file(triple, place, file) as writer:
        writer.write(b"said")
    keyring.destroy(triple)
    file.seek(0)
    with pytest.raises(ShreddedError):
        anew().open_file(triple, place, file)
    with pytest.raises(ShreddedError):
        anew().seal_file(triple, place, io.BytesIO())


def test_a_field_does_not_pass_for_a_file(opening: Opening, triple: Triple, place: Place) -> None:
    blob = opening.seal(triple, place, "Gutierrez" * 20)
    with pytest.raises(TamperedError):
        opening.open_file(triple, place, io.BytesIO(blob))


def test_the_first_layout_stays_readable_for_ever() -> None:
    """Stored files outlive the program: another layout needs another format byte."""
    private = bytes(range(32))
    blob = bytes.fromhex(
        "0103bfc625124101dc5ca3fa5b5e88dccfed81f78bfe133937f8c63749081233ab54befb730e3457"
        "c2b036c5dfc5581268fd88281ebf8db3fa4cee114b9844ef5ff56f984a04e55a23c36ad9a717f818"
        "7cfe2a98c7e7713a911aaec97e15250513b3c1e4384118f12749f465684be1f1e33c11f843a2e259"
        "f1cb"
    )
    assert open_with(io.BytesIO(blob), private, "golden").read() == b"Finish 10th grade"
