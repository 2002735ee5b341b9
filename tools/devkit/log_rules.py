"""Which lines of Odoo's log are a failure: any error, and a warning of ours.

Shared by ./dev, which reads logs, and by the tests, which listen to them.
"""

import logging
import re

_LINE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+ "
    r"(?P<level>[A-Z]+) \S+ (?P<logger>[^\s:]+): (?P<message>.*)"
)


#: What Odoo 19.0 warns of, and goes on without the demo data.
NO_DEMO = "demo data failed to install"


#: What the server logs of a connection that a browser has opened ahead, and on which it
#: asks for nothing: on a busy machine it may be open for longer than that.
IDLE_CONNECTION = ("werkzeug", "Request timed out: TimeoutError")


def is_failure(level, logger, message, addons):
    """Whether a record fails a run; `addons` are the names of ours."""
    name, said = IDLE_CONNECTION
    if logger == name and said in message:
        return False
    if level >= logging.ERROR:
        return True
    ours = any(name in logger or name in message for name in addons)
    return level >= logging.WARNING and ours


def failures(lines, addons):
    """The lines of a log that are failures."""
    return [line for line in lines if _fails(line, addons)]


def message_of(line):
    """What a line of a log says, without when and by which process."""
    match = _LINE.match(line)
    return match["message"] if match else line


def missing_demo(lines):
    """The first line that tells of demo data that could not be loaded, if any."""
    return next((line for line in lines if NO_DEMO in line), None)


def fails(level, logger, message, addons):
    """Whether a written record fails a run: as `is_failure`, with the level's name."""
    return is_failure(getattr(logging, level, logging.INFO), logger, message, addons)


def _fails(line, addons):
    match = _LINE.match(line)
    return bool(match) and fails(**match.groupdict(), addons=addons)
