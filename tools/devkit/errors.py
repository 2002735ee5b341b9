"""What goes wrong in a way the user can do something about."""

import errno

#: No room left: the disk, the user's quota, the process's file size limit.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

#: How programs that ran out of room say it in their output.
NO_ROOM_WORDS = ("No space left on device", "Disk quota exceeded", "File too large")


class DevError(Exception):
    """A failure told in one line: what happened, why, what to do now."""


class DiskFull(DevError):
    """There is no room for what the set-up makes."""

    def __init__(self, doing):
        super().__init__(
            f"The disk is full: {doing} was stopped and cleaned up."
            " Free some space and run the same command again."
        )


def one_line(error):
    """The text of an exception, on one line."""
    return " ".join(str(error).split()) or type(error).__name__
