"""What this addon refuses."""


class EventRefused(Exception):
    """What the tracker reports cannot be done, and nothing of it is.

    :param str code: one of :data:`.policies.tracker_events.STATUS`
    :param str message: why, and what to do, in words
    """

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
        self.message = message
