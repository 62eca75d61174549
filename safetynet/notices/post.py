"""How mail leaves: by an SMTP server, or in a demonstration as files in a folder."""

import smtplib
import socket
import ssl
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from threading import Timer
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from config import Config

STEP_SECONDS, LETTER_SECONDS = 20, 60
"""How long one answer of the server may take, and how long all of them for one mail."""
AT_HOME = frozenset({"localhost", "127.0.0.1", "::1"})
SUBMISSION = 587
PERMANENT = 500


class UnreachableError(Exception):
    """The server cannot be reached, hangs, or does not speak as it must; try later."""


class RefusedError(Exception):
    """The server did not take this mail."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.is_final = code >= PERMANENT


class Post(ABC):
    """Takes mails, one after the other."""

    @abstractmethod
    def open(self) -> None:
        """Be ready; raises UnreachableError."""

    @abstractmethod
    def send(self, name: str, message: EmailMessage) -> None:
        """Let a mail leave; raises RefusedError or UnreachableError."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what takes them."""

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


class Spool(Post):
    """A folder: one file for each mail, whole or not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise UnreachableError(type(error).__name__) from error

    def send(self, name: str, message: EmailMessage) -> None:
        draft = self.folder / f"{name}.part"
        try:
            draft.touch(mode=0o600)
            draft.write_bytes(message.as_bytes())
            draft.replace(self.folder / f"{name}.eml")
        except OSError as error:
            raise UnreachableError(type(error).__name__) from error

    def close(self) -> None:
        """Hold nothing: each file was closed."""


class _Watched:
    """Says that it is there before it waits for a greeting, so that it can be hung up."""

    def __init__(self, hold: Callable[[Any], None], *where: Any, **how: Any) -> None:
        self._hold_me = hold
        super().__init__(*where, **how)

    def connect(self, *where: Any, **how: Any) -> tuple[int, bytes]:
        self._hold_me(self)
        return super().connect(*where, **how)  # type: ignore[misc, no-any-return]


class _Line(_Watched, smtplib.SMTP):
    pass


class _TlsLine(_Watched, smtplib.SMTP_SSL):
    pass


class Server(Post):
    """An SMTP server: TLS from the start (smtps), or STARTTLS before anything is said.

    Only to a server on this very machine mail may go in clear.
    """

    def __init__(self, url: str, name: str, context: ssl.SSLContext | None = None) -> None:
        """Take an `smtp://` or `smtps://` URL, and the `name` by which to greet."""
        self._url, self._name = urlsplit(url), name
        self._context = context or ssl.create_default_context()
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        with self._in_time():
            self._opened()

    def send(self, name: str, message: EmailMessage) -> None:
        with self._in_time():
            self._opened().send_message(message)

    def close(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp:
            smtp.close()

    def _opened(self) -> smtplib.SMTP:
        if self._smtp:
            return self._smtp
        smtp, url = self._connected(), self._url
        if url.scheme == "smtp" and url.hostname not in AT_HOME:
            smtp.starttls(context=self._context)
        if url.username:
            smtp.login(unquote(url.username), unquote(url.password or ""))
        return smtp

    def _connected(self) -> smtplib.SMTP:
        host, port = self._url.hostname or "", self._url.port
        if self._url.scheme == "smtps":
            port = port or smtplib.SMTP_SSL_PORT
            return _TlsLine(
                self._hold, host, port, self._name, timeout=STEP_SECONDS, context=self._context
            )
        return _Line(self._hold, host, port or SUBMISSION, self._name, timeout=STEP_SECONDS)

    def _hold(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        """Break the line where a server lets us wait; turn what it says into one of two errors."""
        timer = Timer(LETTER_SECONDS, self._hang_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        except smtplib.SMTPRecipientsRefused as error:
            [(code, _text)] = error.recipients.values()
            self.close()
            raise RefusedError(code) from None
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            self.close()
            raise RefusedError(error.smtp_code) from None
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise UnreachableError(type(error).__name__) from None
        finally:
            timer.cancel()

    def _hang_up(self) -> None:
        smtp = self._smtp
        if smtp and smtp.sock:
            with suppress(OSError):
                smtp.sock.shutdown(socket.SHUT_RDWR)


def post_of(config: Config) -> Post | None:
    """Return how mail leaves this installation; None where no server is set up."""
    kind, _colon, folder = config.mail.partition(":")
    if kind != "spool":
        return Server(config.mail, config.mail_sender.rpartition("@")[2])
    return None if config.is_production else Spool(Path(folder))
