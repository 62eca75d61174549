"""A small SMTP server that takes mail, or behaves as badly as it is told."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from threading import Event, Thread
from typing import Any


@dataclass
class MailServer:
    """What it says to each command in place of "250 yes", and the mails it took."""

    says: dict[str, bytes] = field(default_factory=dict)
    hangs_at: str = ""
    hangs_up_at: str = ""
    took: list[Message] = field(default_factory=list)
    commands: list[bytes] = field(default_factory=list)
    connected: int = 0
    free: Event = field(default_factory=Event)
    """Ends the hanging when the test is over."""
    url: str = ""


class Line(socketserver.StreamRequestHandler):
    """One connection."""

    server: "Listening"

    def handle(self) -> None:
        mail = self.server.mail
        mail.connected += 1
        if mail.hangs_at == "greeting":
            mail.free.wait()
            return
        self.wfile.write(b"220 here\r\n")
        while (line := self.rfile.readline()) and self.goes_on(line):
            mail.commands.append(line)

    def goes_on(self, line: bytes) -> bool:
        """Answer a command; False hangs up."""
        mail, verb = self.server.mail, line.split()[0].decode().upper()
        if mail.hangs_at == verb:
            mail.free.wait()
        if mail.hangs_up_at == verb or mail.free.is_set():
            return False
        said = mail.says.get(verb, b"354 go on" if verb == "DATA" else b"250 yes")
        self.wfile.write(said + b"\r\n")
        return not said.startswith(b"354") or self.took()

    def took(self) -> bool:
        mail, lines = self.server.mail, []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if mail.hangs_up_at != "the end":
            mail.took.append(message_from_bytes(b"".join(lines)))
        if mail.hangs_up_at:
            return False
        self.wfile.write(b"250 thanks\r\n")
        return True


class Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, mail: MailServer) -> None:
        self.mail = mail
        super().__init__(("127.0.0.1", 0), Line)


@contextmanager
def mail_server(**how: Any) -> Iterator[MailServer]:
    mail = MailServer(**how)
    with Listening(mail) as listening:
        mail.url = f"smtp://127.0.0.1:{listening.server_address[1]}"
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield mail
        finally:
            mail.free.set()
            listening.shutdown()
            thread.join()
