"""What opens a copy: made by chance, told by telephone, and never sent with the file."""

import secrets
from io import BytesIO
from typing import TYPE_CHECKING

from safetynet.late import Late

if TYPE_CHECKING:
    import pypdf
    import pypdf.constants
else:
    pypdf = Late("pypdf")

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without those that sound or look like another."""
_GROUPS, _LONG = 4, 4


def new_password() -> str:
    """Return sixteen letters and digits in four groups, about 78 bits: "K7QM-2XPF-9RTD-HW4C"."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_LONG)) for _ in range(_GROUPS))
    return "-".join(groups)


def under_password(pdf: bytes, password: str, inside: dict[str, bytes]) -> bytes:
    """Return the PDF under AES-256, with files inside it under the same password.

    Whoever opens it may read, print and let it be read aloud; nobody has the owner's password.
    """
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf))
    for name, content in inside.items():
        writer.add_attachment(name, content)
    permissions = pypdf.constants.UserAccessPermissions
    may = permissions.PRINT | permissions.EXTRACT_TEXT_AND_GRAPHICS
    writer.encrypt(
        user_password=password,
        owner_password=secrets.token_hex(16),
        permissions_flag=may | permissions.PRINT_TO_REPRESENTATION,
        algorithm="AES-256",
    )
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()
