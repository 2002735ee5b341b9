"""A tracker on the loopback that keeps what it is sent, and answers as it is told."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answer:
    """How the tracker answers.

    :param int status: the HTTP status; 0 hangs up without one
    :param bytes body: the body
    :param dict headers: further headers
    :param float late: seconds until it begins
    :param float drip: seconds between the bytes of the body
    """

    def __init__(self, status=200, body=b"", headers=None, late=0, drip=0):
        self.status = status
        self.body = body
        self.headers = headers or {}
        self.late = late
        self.drip = drip


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        tracker = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        tracker.received.append((self.path, dict(self.headers), body))
        answer = tracker.answers.pop(0) if tracker.answers else tracker.usual
        tracker.stopping.wait(answer.late)
        try:
            self._answer(answer)
        except OSError:
            # Who asked has gone in the meantime.
            return

    do_GET = do_POST

    def _answer(self, answer):
        if not answer.status:
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        step = 1 if answer.drip else len(answer.body) or 1
        for start in range(0, len(answer.body), step):
            self.wfile.write(answer.body[start : start + step])
            self.wfile.flush()
            if self.server.stopping.wait(answer.drip):
                return

    def log_message(self, *_arguments):
        """Say nothing: tests look at what was received."""


class TrackerServer(ThreadingHTTPServer):
    """Takes posts; ``answers`` are given one after the other, then ``usual``."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/hook"
        self.received = []
        self.answers = []
        self.usual = Answer()
        self.stopping = threading.Event()

    def wait_for(self, count, seconds=600):
        """Wait until so many posts have come; tell whether they have."""
        end = time.monotonic() + seconds
        while len(self.received) < count and time.monotonic() < end:
            time.sleep(0.05)
        return len(self.received) >= count


@contextmanager
def tracker_server():
    """Return a tracker that listens."""
    with TrackerServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopping.set()
            server.shutdown()
            thread.join()
