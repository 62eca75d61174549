"""What a backup file is: a tar of pieces, sealed as one stream to the recovery key.

A member is called `NAME/000001`: a name and the number of a piece of at most 4 MiB, because a tar
wants to know a length before the first byte, and nobody knows a database's beforehand.
"""

import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from safetynet.vault.errors import TamperedError
from safetynet.vault.stream import open_with, seal_to

PIECE = 4 * 1024 * 1024
DATABASE, KEYS = "backup database", "backup keys"
"""What the two files are, bound into each of them: one never passes for the other."""
MANIFEST = "manifest.json"
_NAME = re.compile(r"[a-z0-9_][a-z0-9_.]*(/[a-z0-9_]+)?/\d{6}")


class Packing:
    """Puts named contents of any length into a backup file, in order."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, content: bytes) -> None:
        """Put in something small."""
        with self.writing(name) as writer:
            writer.write(content)

    def add_file(self, name: str, path: Path) -> None:
        """Put in a file, piece by piece."""
        with path.open("rb") as file, self.writing(name) as writer:
            while piece := file.read(PIECE):
                writer.write(piece)

    @contextmanager
    def writing(self, name: str) -> Iterator["Pieces"]:
        """Yield what cuts the bytes written to it into pieces."""
        pieces = Pieces(self._tar, name)
        yield pieces
        pieces.finish()


class Pieces:
    """Holds back what does not fill a piece yet."""

    def __init__(self, tar: tarfile.TarFile, name: str) -> None:
        self._tar, self._name = tar, name
        self._held, self._count = bytearray(), 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self._held += data
        while len(self._held) >= PIECE:
            self._put(bytes(self._held[:PIECE]))
            del self._held[:PIECE]

    def finish(self) -> None:
        """Put in the last piece; something empty has one too."""
        if self._held or not self._count:
            self._put(bytes(self._held))

    def _put(self, piece: bytes) -> None:
        self._count += 1
        member = tarfile.TarInfo(f"{self._name}/{self._count:06}")
        member.size = len(piece)
        self._tar.addfile(member, BytesIO(piece))


@contextmanager
def packing(file: BinaryIO, public_key: bytes, use: str) -> Iterator[Packing]:
    """Yield a packing whose file only the recovery key opens; complete when the block ends well."""
    with (
        seal_to(file, public_key, use) as sealed,
        tarfile.open(fileobj=sealed, mode="w|", format=tarfile.USTAR_FORMAT) as tar,  # type: ignore[call-overload]
    ):
        yield Packing(tar)


def unpack(file: BinaryIO, private_key: bytes, use: str, folder: Path) -> dict[str, Any]:
    """Put the contents into an empty folder and return the manifest.

    Raises TamperedError when a single byte is not as it was sealed, or the end is missing; then
    nothing in the folder may be used.
    """
    reader = open_with(file, private_key, use)
    folder.mkdir(mode=0o700)
    try:
        with tarfile.open(fileobj=reader, mode="r|") as tar:
            for member in tar:
                _take(tar, member, folder)
    except tarfile.TarError:
        raise TamperedError(use) from None
    # The tar's own end is not the file's: only an empty read says that nothing was cut off.
    while reader.read(PIECE):
        pass
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
    return manifest


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    source = tar.extractfile(member)
    if source is None or not _NAME.fullmatch(member.name):
        raise TamperedError("backup")
    path = folder / member.name.rpartition("/")[0]
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("ab") as target:
        path.chmod(0o600)
        while piece := source.read(PIECE):
            target.write(piece)
