from odoo import _, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from ...policies import answers as policy

_SUBTYPES = {"note": "mail.mt_note", "message": "mail.mt_comment"}
_ANSWERS = "mail.shortcode"
# More than anybody goes through.
_OFFERED = 200


class HelpdeskTicket(models.Model):
    """Canned answers in the composer of a ticket, filled in for who will read them."""

    _inherit = "helpdesk.ticket"

    def get_answers(self, kind):
        """Return what the present user can insert in a text on this ticket.

        The rules of access say whose answers these are; the language is that of who
        will read the text.

        :param str kind: note or message
        :return: list of ``{"id", "source", "substitution"}``, by their shortcuts
        :raises AccessError: for a ticket that the user may not read
        """
        self.ensure_one()
        self.read(["number"])
        tier, audience = self._get_writing(kind)
        lang = self._get_reader_lang(tier, audience)
        answers = self.env[_ANSWERS]
        teams = answers._get_own_teams() | self.team_id
        found = answers.search(
            [("helpdesk_team_id", "in", [False, *teams.ids])],
            order="source, id",
            limit=_OFFERED,
        )
        chosen = policy.choose(
            [(answer.source, answer.helpdesk_lang, answer) for answer in found], lang
        )
        values = self.with_context(lang=lang)._get_answer_values(audience)
        return [
            {
                "id": answer.id,
                "source": answer.source,
                "substitution": policy.fill(answer.substitution, values),
            }
            for _source, _lang, answer in chosen
        ]

    def action_keep_answer(self, message_id):
        """Begin a new answer with what a message of this ticket says, and places
        instead of what the ticket itself says.

        :param int message_id: mail.message
        :return: the action of the form
        :raises UserError: for what the user may not read, and for what nobody wrote
        """
        self.ensure_one()
        # As the user: the rules say which messages these are.
        message = self.env["mail.message"].search(
            [
                ("id", "=", message_id),
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("audience", "!=", False),
            ]
        )
        text = html2plaintext(message.body or "").strip()
        if not text:
            raise UserError(
                _(
                    "There is no text here to keep. Choose a message or a note that "
                    "somebody has written."
                )
            )
        audience = message.audience
        own = self.env[_ANSWERS]._get_own_teams()
        lang = self._get_client_lang() if audience == "client" else self.env.user.lang
        # sudo: whose ticket it is, to propose one of the user's own teams.
        team = own & (self.sudo().team_id | self.sudo().reseller_team_id)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "revo_helpdesk_stages.helpdesk_answer_action_keep"
        )
        action["context"] = {
            "default_helpdesk_lang": lang,
            "default_helpdesk_team_id": (team or own)[:1].id,
            "default_substitution": policy.take_out(
                text, self._get_answer_values(audience)
            ),
        }
        return action

    def _get_writing(self, kind):
        """Return in which role the present user writes, and for whom.

        :param str kind: note or message
        """
        values = {"subtype_xmlid": _SUBTYPES["note" if kind == "note" else "message"]}
        tier = self._get_author_tier(None, None)
        return tier, self._prepare_readers(values, tier)["audience"]

    def _get_reader_lang(self, tier, audience):
        """Return the language of who will read a text.

        :param str tier: in which role it is written
        :param str audience: whom it is for
        """
        # sudo: who writes need not see who reads.
        ticket = self.sudo()
        if audience == "client":
            return ticket._get_client_lang()
        readers = self.env["res.partner"]
        if audience == "reseller":
            readers = ticket._get_told_partners(tier).sudo()
        return readers[:1].lang or self.env.user.lang or self.env.lang
