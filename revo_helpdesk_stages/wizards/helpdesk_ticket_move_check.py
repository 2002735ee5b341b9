from markupsafe import Markup

from odoo import _, fields, models
from odoo.exceptions import UserError

from ..models.selections import CHECK_OUTCOMES
from ..policies.languages import join_languages, without_languages
from ..policies.text import is_blank
from .helpdesk_ticket_move import HelpdeskTicketMove as DefinedHelpdeskTicketMove


class HelpdeskTicketMoveCheck(models.TransientModel):
    """What came of a check, in the window of a move."""

    _name = "helpdesk.ticket.move.check"
    _description = "Answer to a Check"
    _order = "id"

    move_id = fields.Many2one(
        "helpdesk.ticket.move", required=True, index=True, ondelete="cascade"
    )
    check_id = fields.Many2one("helpdesk.check", required=True, ondelete="cascade")
    name = fields.Char(related="check_id.name", string="Name")
    is_required = fields.Boolean(related="check_id.is_required")
    outcome = fields.Selection(CHECK_OUTCOMES)
    result = fields.Char(help="With what result, or why not.")

    def _is_answered(self):
        """Return whether it says what came of the check, or why it was not done."""
        return bool(self.outcome) and not is_blank(self.result)

    def _is_half_answered(self):
        return not self._is_answered() and bool(
            self.outcome or not is_blank(self.result)
        )


class HelpdeskTicketMove(models.TransientModel):
    """Evidence says of each check of the list what came of it."""

    _inherit = DefinedHelpdeskTicketMove._name

    check_ids = fields.One2many(
        "helpdesk.ticket.move.check", "move_id", string="Checks"
    )

    def _propose_checks(self):
        """Return the commands that list what is to be answered in a new window."""
        if self.requires != "evidence":
            return []
        asked = self._get_asked_checks(self.ticket_ids._origin)
        return [fields.Command.create({"check_id": check.id}) for check in asked]

    def _get_asked_checks(self, tickets):
        checks = self.env["helpdesk.check"]
        return checks.union(*checks._get_asked(tickets).values()).sorted()

    def _check_answers(self):
        """Check that all is answered that has to be, now and not when the window was
        opened.

        :raises UserError: with the checks that are not
        """
        if self.requires != "evidence":
            return
        asked = self._get_asked_checks(self.ticket_ids)
        answered = self.check_ids.filtered(lambda line: line._is_answered()).check_id
        half = self.check_ids.filtered(lambda line: line._is_half_answered()).check_id
        missing = asked.filtered(
            lambda check: check not in answered and (check.is_required or check in half)
        )
        if missing:
            raise UserError(
                _(
                    "These checks are not answered yet: %s. Choose for each whether it "
                    "was done, and write with what result, or why not. What the list "
                    "does not show yet, it shows when you open it again; what you have "
                    "typed is kept.",
                    ", ".join(missing.mapped("name")),
                )
            )

    def _get_checks_text(self, ticket):
        """Return what came of the checks that one ticket is asked for, as HTML in which
        everybody reads the list in their own language.
        """
        asked = self.env["helpdesk.check"]._get_asked(ticket)[ticket]
        answers = {
            line.check_id.id: line for line in self.check_ids if line._is_answered()
        }
        answered = asked.filtered(lambda check: check.id in answers)
        if not answered:
            return Markup()
        outcomes = self.env["helpdesk.ticket.move.check"]._fields["outcome"]
        items = Markup().join(
            Markup("<li>%s<br><em>%s</em>: %s</li>")
            % (
                self._in_languages(lambda env, of=check: of.with_env(env).name),
                self._in_languages(
                    lambda env, of=answers[check.id].outcome: dict(
                        outcomes._description_selection(env)
                    )[of]
                ),
                answers[check.id].result,
            )
            for check in answered
        )
        title = self._in_languages(lambda env: self._get_labels_in(env)["check_ids"])
        return Markup("<p><strong>%s</strong></p><ul>%s</ul>") % (title, items)

    def _get_evidence(self, ticket):
        """Return the evidence about one ticket as HTML."""
        names = ("tests_performed", "observed")
        return self._get_checks_text(ticket) + Markup().join(
            Markup("<p><strong>%s</strong></p>%s")
            % (
                self._in_languages(lambda env, of=name: self._get_labels_in(env)[of]),
                without_languages(self[name]),
            )
            for name in names
        )

    def _get_labels_in(self, env):
        names = ["check_ids", "tests_performed", "observed"]
        described = self.with_env(env).fields_get(names, ["string"])
        return {name: described[name]["string"] for name in names}

    def _in_languages(self, get_text):
        """Return a text as HTML in all languages of the database.

        :param get_text: called with an environment, returns the text in its language
        """
        # sudo: what is in the list, whoever may read it.
        env = self.sudo().env
        installed = [code for code, _name in env["res.lang"].get_installed()]
        own = self.env.lang or "en_US"
        texts = {
            code: get_text(env(context={**env.context, "lang": code}))
            for code in installed
        }
        return join_languages(texts, own)
