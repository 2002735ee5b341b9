"""A mail server on the loopback that keeps what it is sent."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default as policy


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 sink")
        self.recipients = []
        for line in self.rfile:
            verb = line.split()[0].upper() if line.split() else b""
            if verb in (b"EHLO", b"HELO", b"MAIL", b"RSET", b"NOOP"):
                self._say("250 ok")
            elif verb == b"RCPT" and self.server.refusal:
                self._say(self.server.refusal)
            elif verb == b"RCPT":
                address = line.decode().split("<")[1].split(">")[0]
                if address in self.server.unknown:
                    self._say("550 nobody here")
                    continue
                self.recipients.append(address)
                self._say("250 ok")
            elif verb == b"DATA":
                self._say("354 go on")
                self._keep()
                self._say("250 ok")
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("502 no")

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def _keep(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        message = message_from_bytes(b"".join(lines), policy=policy)
        self.server.received.append((self.recipients, message))
        self.recipients = []


class MailServer(socketserver.ThreadingTCPServer):
    """Takes every e-mail in; ``received`` holds recipients and e-mail of each.

    With a ``refusal``, such as ``"451 try later"``, it takes none; for an ``unknown``
    address none ever.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.port = self.server_address[1]
        self.received = []
        self.refusal = None
        self.unknown = set()

    def get_mails_to(self, address):
        """Return the e-mails that were delivered to an address."""
        return [mail for recipients, mail in self.received if address in recipients]


@contextmanager
def serving():
    """Run a mail server as long as the context lasts."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def get_html(mail):
    """Return the text of an e-mail as its reader's program shows it."""
    return mail.get_body(preferencelist=("html", "plain")).get_content()
