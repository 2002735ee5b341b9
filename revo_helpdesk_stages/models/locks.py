"""Who waits for whom, where two change the same at the same time.

SQL throughout: the ORM knows no locks.
"""

from contextlib import contextmanager
from zlib import crc32

from psycopg2.errors import LockNotAvailable

#: How long somebody who works with the line waits for what another one is changing.
SECONDS = 5


def lock_mark(env, kind, mark):
    """Wait until no other transaction holds a mark, and hold it until this one ends.

    No row is locked: who has begun before the last one ended would fail by it.

    :param env: odoo.api.Environment
    :param str kind: what is marked, as the name of a model
    :param str mark: any text
    """
    env.cr.execute(
        "SELECT pg_advisory_xact_lock(%s, %s)",
        [crc32(text.encode()) & 0x7FFFFFFF for text in (kind, mark)],
        # That somebody is slower is no error.
        log_exceptions=False,
    )


@contextmanager
def seeing_newest(records):
    """Give records as all see them who have committed by now.

    A transaction sees what was there when it began. What others have done while it
    waited is in the newest view alone.

    :param records: recordset of any model
    """
    with records.env.registry.cursor() as cr:
        yield records.with_env(records.env(cr=cr))


def limit_waiting(env):
    """Give up each wait for a lock after some seconds, until this transaction ends.

    What waits then raises ``LockNotAvailable``.
    """
    # LOCAL: the connection goes back to the others as it was.
    env.cr.execute("SET LOCAL lock_timeout = %s", [f"{SECONDS}s"])


def has_waited(error):
    """Return whether an error says that a lock was waited for in vain.

    What asks for a lock without waiting fails likewise, and Odoo tries it again.

    :param error: psycopg2.Error
    """
    # PostgreSQL translates its message, and names the place in any language.
    return (
        isinstance(error, LockNotAvailable)
        and error.diag.source_function == "ProcessInterrupts"
    )


def wait_patiently(env):
    """Wait for locks as long as it takes, until this transaction ends."""
    env.cr.execute("SET LOCAL lock_timeout = 0")
