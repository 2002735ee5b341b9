from odoo import Command, _, api, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.policies.form_input import (
    to_id,
    to_text,
)
from odoo.addons.revo_helpdesk_stages.policies.text import is_blank

from ...policies.details import DETAILS
from ..priority.helpdesk_ticket_priority import IMMEDIATE

# What each kind of answer is, for the person who draws a form or describes an
# interface.
_KINDS = {"text": "text", "selection": "choice", "binary": "picture"}


class HelpdeskTicket(models.Model):
    """What a client is asked for when opening a ticket, by whichever way.

    The portal and an API show :meth:`_get_types_asked`, :meth:`_get_details_asked`,
    ``_get_priority_choices`` and :meth:`_get_immediate_reasons`, and hand what comes
    back to :meth:`_prepare_client_request`.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_types_asked(self):
        """Return what a ticket can be about, in the words of clients.

        :return: list of dicts of ``value`` and ``label``
        """
        labels = {
            "support": _("Something does not work"),
            "change": _("I want something new"),
            "consulting": _("I have a question"),
        }
        return [{"value": value, "label": label} for value, label in labels.items()]

    @api.model
    def _get_details_asked(self):
        """Describe what is asked of a support request, in the language of the user.

        :return: list of dicts of ``name``, ``label``, ``help``, ``kind`` (text, choice
            or picture) and ``choices``, a list of dicts of ``value`` and ``label``
        """
        # sudo: only the descriptions; clients are asked what they may not read there.
        described = self.sudo().fields_get(
            DETAILS, ["string", "help", "type", "selection"]
        )
        return [
            {
                "name": name,
                "label": described[name]["string"],
                "help": described[name]["help"],
                "kind": _KINDS[described[name]["type"]],
                "choices": [
                    {"value": value, "label": label}
                    for value, label in described[name].get("selection", [])
                ],
            }
            for name in DETAILS
        ]

    @api.model
    def _get_immediate_reasons(self):
        """Return the reasons, with sudo, of which one makes a ticket Immediate."""
        # sudo: clients read the names of these here alone.
        return self.env["helpdesk.immediate.reason"].sudo().search([])

    @api.model
    def _prepare_client_request(self, values):
        """Return the values of a new ticket from what its client answered.

        :param dict values: ``reported_type``, ``priority``, ``immediate_reason_id``,
            and what :meth:`_prepare_details` takes; each may be missing
        :raises UserError: naming what cannot be taken
        """
        reported = to_text(values.get("reported_type"))
        types = [asked["value"] for asked in self._get_types_asked()]
        self._check_choice(_("What is it about?"), reported, types)
        return {
            "reported_type": reported or False,
            **self._prepare_priority(values),
            **self._prepare_details(values),
        }

    @api.model
    def _prepare_details(self, values):
        """Return the values of a ticket from answers to :meth:`_get_details_asked`.

        :param dict values: by name; ``screenshots`` is a list of ``(name, content)``
        :return: values for those that are answered
        :raises UserError: naming what cannot be taken
        """
        answers = {}
        for asked in self._get_details_asked():
            answer = to_text(values.get(asked["name"]))
            if asked["kind"] == "picture" or is_blank(answer):
                continue
            if asked["kind"] == "choice":
                choices = [choice["value"] for choice in asked["choices"]]
                self._check_choice(asked["label"], answer, choices)
            self._check_length(asked["label"], answer)
            answers[asked["name"]] = answer
        pictures = values.get("screenshots")
        if pictures:
            self._check_pictures(pictures)
            answers["attachment_ids"] = [
                Command.create({"name": name, "raw": raw, "res_model": self._name})
                for name, raw in pictures
            ]
        return answers

    @api.model
    def _prepare_priority(self, values):
        priority = to_text(values.get("priority"))
        choices = [choice["value"] for choice in self._get_priority_choices()]
        self._check_choice(_("Priority"), priority, choices)
        if priority != IMMEDIATE:
            return {"priority": priority} if priority else {}
        reasons = self._get_immediate_reasons()
        reason = to_id(values.get("immediate_reason_id"))
        if reason not in reasons.ids:
            raise UserError(
                _(
                    "Immediate is only for what stops a shop's orders. Choose what "
                    "stops them: %s. If orders still come in, choose a lower priority.",
                    ", ".join(reasons.mapped("name")),
                )
            )
        return {"priority": priority, "immediate_reason_id": reason}

    @api.model
    def _check_choice(self, label, answer, choices):
        if answer and answer not in choices:
            question = f"{label}:" if label[-1].isalnum() else label
            raise UserError(
                _(
                    "%s This answer is not among those to choose from. Choose one of "
                    "them, or leave it open.",
                    question,
                )
            )
