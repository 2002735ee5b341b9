from odoo import SUPERUSER_ID, Command, _, api, fields, models
from odoo.tools import plaintext2html

from odoo.addons.revo_helpdesk_stages.compat import send_to_bus
from odoo.addons.revo_helpdesk_stages.models.context import TO_CLIENT, saying

from ..selections import RUN_STATES, STATE_OF_JOB

# The e-mails are queued: nobody waits in the job for a mail server.
_QUEUED = {"mail_notify_force_send": False}


class HelpdeskProblemAnswer(models.Model):
    """One answer to all open cases of a known problem, and which of them have it.

    It keeps its words as they were sent. Sent once more, it goes to those cases alone
    that have come since.
    """

    _name = "helpdesk.problem.answer"
    _description = "Answer to a Known Problem"
    _order = "id desc"
    _rec_name = "problem_id"

    problem_id = fields.Many2one(
        "helpdesk.development.item",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    text = fields.Text(required=True, readonly=True, translate=True)
    user_id = fields.Many2one("res.users", string="Answered by", readonly=True)
    ticket_ids = fields.Many2many(
        "helpdesk.ticket",
        "helpdesk_problem_answer_ticket_rel",
        string="Tickets that have it",
        readonly=True,
        copy=False,
    )
    told_count = fields.Integer(string="Tickets", readonly=True)
    report = fields.Text(string="What became of it", readonly=True)
    job_id = fields.Many2one("queue.job", readonly=True, ondelete="set null")
    state = fields.Selection(RUN_STATES, compute="_compute_state", compute_sudo=True)

    @api.depends("job_id.state")
    def _compute_state(self):
        """Return what the job says: whatever ends it, nobody else has to tell."""
        for answer in self:
            answer.state = STATE_OF_JOB.get(answer.job_id.state, "done")

    def _start(self):
        """Leave it to a job; one that somebody else's change fails is tried again."""
        self.ensure_one()
        # The server writes on tickets that who answers may not see.
        system = self.with_user(SUPERUSER_ID)
        job = system.with_delay(
            description=_("Answer the tickets about %s", self.problem_id.display_name)
        )._send()
        system.job_id = job.db_record()

    def _get_untold_cases(self):
        """Return the open tickets about the problem that do not have this answer."""
        self.ensure_one()
        # sudo: whoever answers need not see every case.
        return self.problem_id._get_open_cases() - self.sudo().ticket_ids

    def _send(self):
        """Write the answer on the tickets that do not have it, in one transaction."""
        self.ensure_one()
        answer = self.with_context(lang=self.user_id.lang)
        runs = self.env["helpdesk.release.run"]
        cases = runs._lock(self._get_untold_cases()).with_context(**_QUEUED)
        errors = {}
        for (audience, lang), tickets in answer._group_by_reader(cases).items():
            body = plaintext2html(self.with_context(lang=lang).text)
            errors |= tickets._change_together(
                lambda some, body=body, audience=audience: answer._post(
                    some, body, audience
                )
            )
        told = cases.filtered(lambda ticket: ticket not in errors)
        answer.write(
            {
                "ticket_ids": [Command.link(ticket.id) for ticket in told],
                "told_count": self.told_count + len(told),
                "report": answer._get_report(told, errors),
            }
        )
        cases._trigger_mail_queue()
        answer._tell()
        return "Done."

    def _group_by_reader(self, cases):
        """Return for whom and in which language each ticket is answered.

        :return: ``{(audience, language): tickets}``
        """
        self.ensure_one()
        holders = self.env["helpdesk.ticket.assignment"]._get_last_holders(
            cases, cases.reseller_team_id
        )
        members = {team: team._get_members() for team in cases.reseller_team_id}
        groups = {}
        for ticket in cases:
            team = ticket.reseller_team_id
            if not team or (
                self.problem_id.readers == "client" and ticket._is_a_clients()
            ):
                key = ("client", ticket._get_client_lang())
            else:
                people = holders.get((ticket.id, team.id)) or members[team]
                house = ticket.company_id.partner_id
                key = ("reseller", people[:1].lang or house.lang)
            groups[key] = groups.get(key, ticket.browse()) | ticket
        return groups

    def _post(self, tickets, body, audience):
        """Write the answer on tickets, in the name of who has answered."""
        for ticket in tickets:
            if audience == "client":
                ticket = saying(ticket, TO_CLIENT)
            ticket.message_post(
                body=body,
                author_id=self.user_id.partner_id.id,
                audience=audience,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )

    def _get_report(self, told, errors):
        """Return what became of the answer, naming the tickets that do not have it."""
        lines = [_("%s tickets have been answered.", len(told))]
        for ticket, error in errors.items():
            lines.append(ticket._name_refusal(error))
        return "\n".join(lines)

    def _tell(self):
        """Notify who has answered, if they are there."""
        send_to_bus(
            self.env,
            [
                (
                    self.user_id.partner_id,
                    "simple_notification",
                    {
                        "message": self.report,
                        "sticky": True,
                        "title": self.problem_id.name,
                        "type": "success",
                    },
                )
            ],
        )
