from odoo import _, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.revo_helpdesk_stages.compat import check_rights
from odoo.addons.revo_helpdesk_stages.models.groups import VENDOR_LINE
from odoo.addons.revo_helpdesk_stages.policies.text import is_blank

from ..tracker.helpdesk_development_item import (
    HelpdeskDevelopmentItem as DefinedHelpdeskDevelopmentItem,
)


class HelpdeskDevelopmentItem(models.Model):
    """Answer all open tickets about a problem at once, each of them one time."""

    _inherit = DefinedHelpdeskDevelopmentItem._name

    answer = fields.Text(
        translate=True,
        copy=False,
        groups=VENDOR_LINE,
        help="What the tickets about the problem are answered with. Write it in each "
        "language: where one is missing, it goes out in English, or as it was first "
        "written.",
    )
    answer_ids = fields.One2many(
        "helpdesk.problem.answer",
        "problem_id",
        string="Answers",
        readonly=True,
        groups=VENDOR_LINE,
    )

    def action_answer_all(self):
        """Write the answer on all open tickets that do not have it yet.

        A job does it. Where clients may read of the problem, the answer goes to them,
        else to their resellers, in the language of each.

        :raises UserError: where nothing is written, an answer is just going out, or all
            tickets have it
        """
        self.ensure_one()
        check_rights(self, "write")
        if is_blank(self.answer):
            raise UserError(
                _("Nothing is written under Answer yet. Write it, and press again.")
            )
        self._hold()
        # sudo: answers are the server's.
        answers = self.env["helpdesk.problem.answer"].sudo()
        newest = answers.search([("problem_id", "=", self.id)], limit=1)
        if newest.state in ("waiting", "running"):
            raise UserError(
                _(
                    "An answer is just going out. Wait until it is done; this page "
                    "says so."
                )
            )
        answer = self._keep_answer(newest)
        if not answer._get_untold_cases():
            raise UserError(
                _(
                    "All open tickets about this problem have this answer already, "
                    "and nobody gets it twice. Change the answer where there is more "
                    "to say."
                )
            )
        answer._start()
        return True

    def _keep_answer(self, newest):
        """Return what keeps the present words, and which tickets have them.

        :param newest: the helpdesk.problem.answer before, empty for none
        """
        # sudo: the answer in all languages, whichever of them the writer reads.
        texts = self._get_stored_texts(self.sudo(), "answer")
        if newest and self._get_stored_texts(newest, "text") == texts:
            newest.user_id = self.env.user
            return newest
        answer = newest.with_context(lang="en_US").create(
            {
                "problem_id": self.id,
                "text": texts["en_US"],
                "user_id": self.env.uid,
            }
        )
        installed = dict(self.env["res.lang"].get_installed())
        others = {
            lang: text
            for lang, text in texts.items()
            if lang in installed and lang != "en_US"
        }
        if others:
            answer.update_field_translations("text", others)
        return answer

    def _get_stored_texts(self, record, name):
        """Return the text of a translated field in each language that it has."""
        return record._fields[name]._get_stored_translations(record) or {}

    def _hold(self):
        """Lock, so that one person at a time answers, until this transaction ends."""
        # SQL: the ORM knows no locks.
        self.env.cr.execute(
            SQL(
                "SELECT id FROM helpdesk_development_item WHERE id = %s "
                "FOR NO KEY UPDATE",
                self.id,
            ),
            # That somebody was faster is no error.
            log_exceptions=False,
        )
