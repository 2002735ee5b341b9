from odoo import _, api, models


class HelpdeskApiProblem(models.AbstractModel):
    """What callers of the interface are told, in their language."""

    _name = "helpdesk.api.problem"
    _description = "Problem of an API Call"

    @api.model
    def _get_words(self, kind):
        """Return what kind of problem it is, and what to do about it.

        :param str kind: one of ``problems.STATUS``
        :return: two texts
        """
        return {
            "bad-cursor": (
                _("This cursor is unknown"),
                _("Begin again without one, and hand back what the answers give you."),
            ),
            "bad-request": (
                _("The request cannot be read"),
                _("Send it again as the documentation describes it."),
            ),
            "unauthorized": (
                _("The key is missing or not valid"),
                _(
                    "Send a key in the header Authorization, as “Bearer …”. It may "
                    "have run out or been revoked: whoever made it makes another one."
                ),
            ),
            "forbidden": (
                _("This key may not do this"),
                _("It does what its owner may do, and nothing else."),
            ),
            "unknown-client": (
                _("This client is unknown"),
                _(
                    "No client that this key acts for has the reference in the header "
                    "Helpdesk-Client. Name one of them."
                ),
            ),
            "not-found": (
                _("There is no such thing"),
                _("Check the address and the number."),
            ),
            "method-not-allowed": (
                _("This cannot be done here"),
                _("Look in the documentation for what this address takes."),
            ),
            "busy": (
                _("Somebody else is just changing the same"),
                _("Nothing is done. Wait some seconds, and send it once more."),
            ),
            "doubtful-client": (
                _("Several clients have this reference"),
                _("Ask who looks after them to give each a reference of its own."),
            ),
            "length-required": (
                _("The request does not say how long it is"),
                _("Send it in one piece, with the header Content-Length."),
            ),
            "too-large": (
                _("The request is too large"),
                _("A file can be 25 MB. Make it smaller, or send several."),
            ),
            "unsupported-media-type": (
                _("This kind of content is not taken"),
                _("Send JSON, and files as multipart/form-data."),
            ),
            "idempotency-mismatch": (
                _("This Idempotency-Key is used already"),
                _(
                    "Another request was sent with it. Choose a new one for each "
                    "thing that is to be done."
                ),
            ),
            "invalid": (
                _("Something is missing or wrong"),
                _("Correct the fields that are named, and send it again."),
            ),
            "refused": (_("This is not done"), _("Look at the ticket again.")),
            "too-many-requests": (
                _("Too many requests"),
                _("Wait as long as the header Retry-After says, and go on."),
            ),
            "internal": (
                _("The server has failed"),
                _("Nothing is done. Try again later, or tell us."),
            ),
        }[kind]

    @api.model
    def _get_errors(self, errors):
        """Return what is wrong with the fields of a request.

        :param errors: as pydantic tells them
        :return: list of dicts of ``field`` and ``message``
        """
        return [
            {
                "field": ".".join(str(part) for part in error["loc"]),
                "message": self._get_message(error),
            }
            for error in errors
        ]

    def _get_message(self, error):
        limits = error.get("ctx") or {}
        kind = error["type"]
        if kind == "missing":
            return _("This is missing.")
        if kind == "extra_forbidden":
            return _("There is no such field.")
        if kind == "string_too_long":
            return _("This is too long: %s characters at most.", limits["max_length"])
        if kind in ("string_too_short", "string_pattern_mismatch"):
            return _("This is empty, or not written as it should be.")
        if kind in ("enum", "literal_error"):
            return _("This is not among what can be chosen: %s.", limits["expected"])
        if kind in ("greater_than_equal", "less_than_equal"):
            return _("This number is too small or too large.")
        if kind == "json_invalid":
            return _("This is no JSON.")
        return _("This is not what is expected here.")
