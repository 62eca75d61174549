"""Templates stay compiled from one start to the next, as Python keeps its own modules compiled.

Compiling all of them takes seconds of a processor, right when everybody comes back after a server
fell. What is kept is code and lies beside its source, so whoever may write the one may write the
other; nothing that a page showed is in it.
"""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import jinja2
from flask import Flask
from jinja2.bccache import Bucket, FileSystemBytecodeCache


class _BesideTheSource(FileSystemBytecodeCache):
    """One file a template, replaced when its source changed; none where nothing may be written."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def keep_templates_compiled(app: Flask) -> None:
    """Read compiled templates where they are; call it when the environment is complete.

    What the compiler was told is part of a file's name: after another version, none is taken up.
    """
    environment = app.jinja_env
    told = (
        jinja2.__version__,
        environment.trim_blocks,
        environment.lstrip_blocks,
        environment.undefined,
        sorted(environment.extensions),
    )
    folder = Path(app.root_path, app.template_folder or "") / "__pycache__"
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    pattern = f"%s.{sha256(repr(told).encode()).hexdigest()[:16]}.jinja"
    environment.bytecode_cache = _BesideTheSource(str(folder), pattern)
