from odoo import _, models
from odoo.exceptions import UserError

from ...policies.details import DETAILS


class HelpdeskTicket(models.Model):
    """A client completes its ticket.

    To be called as the client with sudo, like all that a client does.
    """

    _inherit = "helpdesk.ticket"

    def _get_client_actions(self):
        """Return ``details``, too, where something is missing."""
        actions = super()._get_client_actions()
        if "answer" in actions and self._get_missing_details()[self]:
            actions.add("details")
        return actions

    def _get_details_missing(self):
        """Describe what this ticket lacks, as :meth:`_get_details_asked` does."""
        self.ensure_one()
        missing = self._get_missing_details()[self]
        return [
            asked for asked in self._get_details_asked() if asked["name"] in missing
        ]

    def _get_details_given(self):
        """Return what the client's page shows besides the description.

        :return: list of ``(label, text)``
        """
        self.ensure_one()
        given = []
        for asked in self._get_details_asked():
            words = {choice["value"]: choice["label"] for choice in asked["choices"]}
            if asked["kind"] != "picture" and self[asked["name"]]:
                answer = self[asked["name"]]
                given.append((asked["label"], words.get(answer, answer)))
        return given

    def _complete_as_client(self, values):
        """Fill in what is missing, and tell the staff like every answer.

        What is there already is not written over.

        :param dict values: as for :meth:`_prepare_details`
        :raises UserError: where nothing is filled in, or what cannot be taken
        """
        self._check_client_may("details")
        missing = {asked["name"]: asked for asked in self._get_details_missing()}
        answers = self._prepare_details(
            {
                name: value
                for name, value in values.items()
                if name in missing or name == "screenshots"
            }
        )
        # The files come with the message.
        answers.pop("attachment_ids", None)
        files = values.get("screenshots") or []
        if not answers and not files:
            raise UserError(
                _(
                    "Nothing is filled in yet. Answer at least one of the questions, "
                    "and send it."
                )
            )
        self.write(answers)
        said = dict(self._get_details_given())
        labels = [missing[name]["label"] for name in DETAILS if name in answers]
        text = "\n\n".join(f"{label}\n{said[label]}" for label in labels)
        self._post_as_client(text, files)
