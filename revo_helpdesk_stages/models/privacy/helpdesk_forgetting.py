from odoo import _, api, models

from .forgotten import Outcome, Words
from .scope import TASK, TICKET, collect


class HelpdeskForgetting(models.AbstractModel):
    """Take a person out of tickets: words and files go, figures stay.

    All of it is SQL: whatever goes through the steps of a ticket leaves traces of what
    it said before, tells people and dates the ticket anew. With the same number of
    queries for any number of tickets.

    Source: issue 15, "Privacy".
    """

    _name = "helpdesk.forgetting"
    _description = "Forgetting a Client"

    @api.model
    def _forget(self, partners, tickets=None):
        """Take people out of tickets.

        Done twice, the second time finds nothing. Who calls it has made sure that the
        present user may.

        :param partners: res.partner records, empty for who wrote from an address only
        :param tickets: helpdesk.ticket records outside of which nothing is touched;
            ``None`` for all
        :return: Outcome
        """
        self.env.flush_all()
        forgotten = self._find(partners, tickets)
        near = collect(self.env, forgotten.took_part)
        far = collect(self.env, forgotten.of_company)
        suspected = self._mask_texts(forgotten, near, far)
        if tickets is None:
            suspected |= set(self._find_elsewhere(forgotten))
        self._remove_words(forgotten)
        self._remove_people(forgotten, near, far)
        # SQL has changed them.
        for name in {*near, *far, "mail.message", TICKET, TASK}:
            self.env[name].invalidate_model(flush=False)
        self._remove_files(forgotten)
        return Outcome(
            self.env[TICKET].browse(forgotten.took_part),
            len(forgotten.messages),
            len(forgotten.files),
            self.env[TICKET].browse(sorted(suspected)),
        )

    @api.model
    def _get_words(self):
        """Return which fields of a person's own records are in their words.

        A hook for other addons.

        :return: ``{model: Words}``
        """
        return {
            TICKET: Words(("name", "description"), ("email_cc", "access_token")),
            TASK: Words(("description",), ("email_from", "email_cc", "partner_phone")),
            "mail.message": Words(
                ("body",),
                (
                    "email_from",
                    "incoming_email_cc",
                    "incoming_email_to",
                    "message_id",
                    "subject",
                ),
            ),
            "rating.rating": Words((), ("feedback",)),
        }

    @api.model
    def _get_removed_text(self):
        return _("Removed at the client's request")
