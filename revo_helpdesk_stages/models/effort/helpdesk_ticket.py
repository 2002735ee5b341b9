from secrets import randbelow

from odoo import _, fields, models
from odoo.exceptions import UserError

from ...policies.effort import FACES, PAUSE, is_drawn
from ..groups import MANAGER_GROUP
from ..selections import EFFORT_STATES


class HelpdeskTicket(models.Model):
    """Some clients are asked how easy it was, once their ticket is resolved.

    What they say is a rating of Odoo's, with no message on the ticket and no link that
    would change it: managers read it, and resellers in the report alone.
    """

    _inherit = "helpdesk.ticket"

    effort_state = fields.Selection(
        EFFORT_STATES, readonly=True, copy=False, groups=MANAGER_GROUP
    )
    effort_asked_date = fields.Datetime(
        string="Asked how easy it was on",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=MANAGER_GROUP,
    )

    def _decide_effort(self, plan):
        """Draw which of the clients are asked whose tickets have just been resolved,
        once for each ticket.

        :param plan: WritePlan
        """
        # sudo: the server draws; who resolves a ticket learns nothing of it.
        undecided = plan.entered.sudo().filtered(
            lambda ticket: ticket.resolved_date
            and ticket._is_a_clients()
            and ticket._get_client_team().effort_share
            and not ticket.effort_state
        )
        if not undecided:
            return
        now = fields.Datetime.now()
        clients = undecided.commercial_partner_id
        # sudo: whom the server has asked is the managers' to know, and counts for all.
        recent = self.sudo().search(
            [
                ("commercial_partner_id", "in", clients.ids),
                ("effort_asked_date", ">", now - PAUSE),
            ]
        )
        left_alone = recent.commercial_partner_id
        asked = undecided.browse()
        for ticket in undecided:
            client = ticket.commercial_partner_id
            share = ticket._get_client_team().effort_share
            # Who cannot log in has no page to say it on.
            may_say = client - left_alone and ticket._get_client_page()
            if may_say and is_drawn(share, randbelow(100)):
                left_alone |= client
                asked |= ticket
        if asked:
            asked._write_settled({"effort_state": "asked", "effort_asked_date": now})
        if undecided - asked:
            (undecided - asked)._write_settled({"effort_state": "skipped"})

    def _asks_effort(self):
        """Return whether the client is asked how easy it was, and has not said it."""
        self.ensure_one()
        # sudo: the page and the e-mail ask, whoever looks at them.
        ticket = self.sudo()
        # In this order: of an open ticket the state is not even read.
        return ticket.phase == "resolved" and ticket.effort_state == "asked"

    def _say_effort_as_client(self, face, text=""):
        """Keep how easy it was for the client, who is the present user.

        :param int face: one of ``FACES``
        :param str text: plain text, may be empty
        :raises UserError: for another value, and for who is not asked
        """
        self._check_client_may("effort")
        self._check_typed_size(text)
        if face not in FACES:
            raise UserError(_("Choose one of the three faces, and send it again."))
        team = self._get_client_team()
        # sudo: clients have no ratings of theirs. Without a token no link changes it.
        rating = (
            self.env["rating.rating"]
            .sudo()
            .create(
                {
                    "res_model_id": self.env["ir.model"]._get_id(self._name),
                    "res_id": self.id,
                    "partner_id": self.env.user.partner_id.id,
                    "rating": face,
                    "feedback": text,
                    "consumed": True,
                    "access_token": False,
                }
            )
        )
        # Whose it is from now on, as Odoo has the parent of what is rated.
        rating.write(
            {
                "parent_res_model_id": self.env["ir.model"]._get_id(team._name),
                "parent_res_id": team.id,
            }
        )
        self._write_settled({"effort_state": "said"})
