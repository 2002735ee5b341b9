from odoo import SUPERUSER_ID, _, models
from odoo.exceptions import UserError

from ...policies.thanks import wants_nothing
from ..context import NO_ANSWER, NO_MOVE, saying, says


class HelpdeskTicket(models.Model):
    """What a client's words do to a ticket that is resolved or closed."""

    _inherit = "helpdesk.ticket"

    def _check_post(self):
        """Check that no client writes on what is closed for good, by whichever way.

        What e-mail brings is led to a new ticket before it comes here.

        :raises UserError: for a closed ticket
        """
        # sudo: who asks need not read when it was closed.
        is_answer = not says(self, NO_ANSWER)
        if is_answer and self.env.user.share and self.sudo().closed_date:
            raise UserError(
                _(
                    "%s is closed, and nobody looks at it any more. Open a new ticket "
                    "about it instead.",
                    self.sudo().number,
                )
            )

    def rating_apply(self, rate, token=None, rating=None, **kwargs):
        """Take a rating, for which another addon asks, for no answer: whoever says how
        it was asks for nothing, and says it also when the ticket is closed.
        """
        # sudo: whoever has the link rates; the page has looked at it.
        ratings = self.env["rating.rating"].sudo()
        if token:
            rating = ratings.search([("access_token", "=", token)], limit=1)
        # Who rates again says it anew: what was sent stays as it was.
        (rating or ratings).sudo().message_id = False
        ticket = saying(self, NO_ANSWER)
        return super(HelpdeskTicket, ticket).rating_apply(
            rate, token=token, rating=rating, **kwargs
        )

    def _reopen_answered(self, message):
        """Reopen a resolved ticket, unless its client only says thanks.

        :param message: mail.message record, what the client says
        """
        # The system moves it, as for every answer.
        ticket = self.with_user(SUPERUSER_ID)
        if (
            ticket._get_standing() == "resolved"
            and not ticket.closed_date
            and not says(self, NO_MOVE)
            and not ticket._is_mere_thanks(message)
        ):
            ticket.stage_id = ticket._get_reopening_stage()

    def _get_reopening_stage(self):
        """Return the stage that an answer takes a resolved ticket to."""
        self.ensure_one()
        if self.pipeline == "escalation":
            rows = self._get_allowed_moves(["system"])
            stages = self.stage_id.browse([row.to_stage for row in rows])
        else:
            stages = self.team_id._get_applicable_stages()
        open_stages = stages.filtered(lambda stage: not stage.closed)
        return open_stages[:1] or self.stage_id

    def _is_mere_thanks(self, message):
        # sudo: the text decides, no matter who posts it.
        message = message.sudo()
        # The pictures that the text shows are judged with it.
        files = message.attachment_ids.filtered(
            lambda file: f"/web/image/{file.id}?" not in (message.body or "")
        )
        author = message.author_id.name or message.email_from or ""
        return not files and self._wants_nothing(message.body, author)

    def _wants_nothing(self, body, author):
        """Return whether a client's text asks for nothing to be done.

        :param body: html
        :param str author: the name of who wrote it
        """
        # sudo: a client's text may name who works on the ticket, whoever reads it.
        holder = self.sudo().user_id.name or ""
        return wants_nothing(body, f"{author} {holder}")
