from odoo import _, models
from odoo.exceptions import UserError

from ...exceptions import TextMissing
from ...policies.halving import work_apart
from ...policies.together import can_share, share_text


class HelpdeskTicket(models.Model):
    """Several tickets are changed together: who cannot go stays, and says why."""

    _inherit = "helpdesk.ticket"

    def _change_together(self, change):
        """Change those of these tickets that can be changed, in as few steps as may be.

        What is refused is looked for by halves: each ticket is changed as a whole or
        not at all.

        :param change: called with tickets, and undone where it raises
        :return: ``{ticket: UserError}`` of those that stay as they are
        """
        errors = {}

        def attempt(tickets):
            with self.env.cr.savepoint():
                change(tickets)

        def report(ticket, error):
            if not isinstance(error, UserError):
                raise error
            errors[ticket] = error

        if self:
            work_apart(self, attempt, report)
        return errors

    def _name_refusal(self, error):
        """Return what an error says, with the ticket that it is about."""
        self.ensure_one()
        said = str(error)
        return said if self.number in said else f"{self.number}: {said}"

    def _sort_for_move(self, stage):
        """Return how several tickets would go to a stage.

        :return: ``(going, requires, texted, apart, refused)``: those that go together,
            the text that is asked for, those of them that need it, those that go one by
            one, and the reason of each that may not, by ticket
        """
        there = self.filtered(lambda ticket: ticket.stage_id == stage)
        refused = {}
        for ticket in there:
            refused[ticket] = _("%s stands there already.", ticket.number)
        for ticket, move in (self - there)._find_moves(stage).items():
            if not move:
                refused[ticket] = ticket._get_refusal(stage)
        open_to = self.filtered(lambda ticket: ticket not in refused)
        lacking = open_to._get_lacking(stage)
        requires, one_by_one = share_text(lacking)
        apart = self.browse(ticket.id for ticket in one_by_one)
        texted = open_to.filtered(lambda ticket: lacking.get(ticket) == requires)
        return open_to - apart, requires, texted, apart, refused

    def _share_text(self, stage):
        """Return whether one text answers what the move asks for of all of these."""
        moves = self._find_moves(stage).values()
        return can_share(move.requires for move in moves if move)

    def _say_meant_for(self):
        """Return the sentence that says on which tickets a text will be written."""
        return _(
            "The text is written on each of these (%(count)s): %(tickets)s.",
            count=len(self),
            tickets=", ".join(self.mapped("number")),
        )

    def _get_next_move_wizard(self, stage):
        """Return the action that asks for the text of the first of these tickets that
        can move to a stage, and then leads to the next.

        :return: the action; the one that closes a window where none is left
        """
        moves = self._find_moves(stage)
        waiting = self.filtered(lambda t: moves[t] and t.stage_id != stage)
        if not waiting:
            return {"type": "ir.actions.act_window_close"}
        action = waiting[:1]._get_move_wizard(stage)
        action["context"]["default_then_ids"] = waiting[1:].ids
        return action

    def _move_together(self, stage, post_and_move):
        """Move those of these tickets that can go to a stage.

        :param post_and_move: called with those that need the common text
        :return: ``(moved, apart, refused)``: tickets, those that go one by one, and the
            reason of each that stays, by ticket
        """
        going, _requires, texted, apart, refused = self._sort_for_move(stage)
        errors = (going - texted)._change_together(
            lambda tickets: tickets.write({"stage_id": stage.id})
        )
        errors |= texted._change_together(post_and_move)
        for ticket, error in errors.items():
            if isinstance(error, TextMissing):
                apart |= ticket
            else:
                refused[ticket] = ticket._name_refusal(error)
        return going.filtered(lambda t: t not in errors), apart, refused
