"""The proof that one entry is in the ledger, for somebody who has nothing but a checkpoint."""

import json

from sqlalchemy import Connection, select

from safetynet.audit.merkle import inclusion_proof
from safetynet.audit.tables import entries, leaves
from safetynet.audit.tree import latest_checkpoint, nodes_in


def proof_of(connection: Connection, entry: int, public: bytes) -> str | None:
    """Return the proof as JSON; None when there is no such entry, or no checkpoint covers it yet.

    It tells all that the entry does: ids and names of fields. docs/check_proof.py checks it
    without SafetyNet. `public` is the key under which checkpoints are signed.
    """
    wanted = select(entries.c.payload, leaves.c.position).join_from(
        entries, leaves, leaves.c.entry_id == entries.c.id
    )
    found = connection.execute(wanted.where(entries.c.id == entry)).one_or_none()
    checkpoint = latest_checkpoint(connection)
    if found is None or checkpoint is None or found.position >= checkpoint.size:
        return None
    path = inclusion_proof(nodes_in(connection), found.position, checkpoint.size)
    told = {
        "entry": entry,
        "payload": bytes(found.payload).hex(),
        "position": found.position,
        "size": checkpoint.size,
        "path": [hash_.hex() for hash_ in path],
        "checkpoint": checkpoint.text,
        "signature": checkpoint.signature.hex(),
        "public_key": public.hex(),
    }
    return json.dumps(told, indent=2)
