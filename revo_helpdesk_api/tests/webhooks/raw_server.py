"""Somebody at an address who does as they like with whoever calls."""

import socket
import threading
from contextlib import contextmanager, suppress


@contextmanager
def raw_server(answer):
    """Return the port at which somebody listens.

    :param answer: function that gets the line once something has come, and an event
        that says that all is over
    """
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)

        def serve():
            while not over.is_set():
                with suppress(TimeoutError):
                    line, _address = listening.accept()
                    threading.Thread(target=talk, args=[line], daemon=True).start()

        def talk(line):
            with line, suppress(OSError):
                line.settimeout(10)
                line.recv(65_536)
                answer(line, over)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            over.set()
            thread.join()


def drip(text, pause=0.1):
    """Return an answer that comes byte by byte, again and again."""

    def answer(line, over):
        while True:
            for byte in text:
                line.sendall(bytes([byte]))
                if over.wait(pause):
                    return

    return answer


def flood(head, text):
    """Return an answer that never ends, as fast as it is taken."""

    def answer(line, over):
        line.sendall(head)
        while not over.is_set():
            line.sendall(text)

    return answer


def say(text):
    """Return an answer after which the line is closed."""
    return lambda line, _over: line.sendall(text)
