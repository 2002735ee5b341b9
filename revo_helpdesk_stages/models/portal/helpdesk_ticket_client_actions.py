from odoo import SUPERUSER_ID, _, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ...policies.text import is_blank
from ..context import BY_CLIENT, NO_ANSWER, NO_MOVE, saying

WITHDRAWN = "revo_helpdesk_stages.mail_activity_type_withdrawn"


class HelpdeskTicket(models.Model):
    """What a client does with a ticket, from the portal or an app.

    To be called as the client with sudo, as clients may write no ticket: what is open
    to them is decided here and by the table of moves.
    """

    _inherit = "helpdesk.ticket"

    def _get_client_actions(self):
        """Return what the present user may do here as the client.

        :return: set of ``answer``, ``solved``, ``not_needed``, ``close``, ``reopen``,
            ``nudge``, ``follow`` and ``effort``; empty for the person who is not of the
            client's company
        """
        self.ensure_one()
        if self._get_actors()[self.id] != ["client"]:
            return set()
        effort = {"effort"} if self._asks_effort() else set()
        if self.closed_date:
            return {"follow"} | effort
        target = self._get_client_target()
        if self.stage_id.closed:
            return {"close"} | ({"reopen"} if target else set()) | effort
        # Where it stands with others, the wish to close it goes to the reseller.
        open_ticket = {"answer", "not_needed"} | ({"solved"} if target else set())
        return open_ticket | ({"nudge"} if self._may_be_nudged() else set())

    def _get_client_target(self):
        """Return the stage that the client may move the ticket to, empty for none.

        An open ticket is resolved by it, a resolved one reopened.
        """
        self.ensure_one()
        if self.pipeline == "escalation":
            rows = self._get_allowed_moves(["client"])
            stages = self.stage_id.browse([row.to_stage for row in rows])
        else:
            stages = self.team_id._get_applicable_stages()
        if self.phase == "canceled" or self.closed_date:
            return self.stage_id.browse()
        if self.phase == "resolved":
            return stages.filtered(lambda stage: not stage.closed)[:1]
        resolving = stages.filtered(lambda stage: stage.phase == "resolved")
        return (resolving.filtered("close_from_portal") or resolving)[:1]

    def _answer_as_client(self, text, files=()):
        """Post the client's answer.

        :param str text: plain text
        :param files: list of ``(name, content)``
        :raises UserError: where nothing is written
        """
        self._check_client_may("answer")
        self._check_typed_size(text)
        if is_blank(text) and not files:
            raise UserError(
                _("The answer is empty. Write something or choose a file, and send it.")
            )
        return self._post_as_client(text, files)

    def _resolve_as_client(self, why, text=""):
        """Resolve the ticket, or ask its reseller to, where it stands with others.

        :param str why: ``solved`` or ``not_needed``
        :param str text: what the client adds, plain text
        """
        self._check_client_may(why)
        self._check_typed_size(text)
        said = {
            "solved": _("It is solved."),
            "not_needed": _("I no longer need this."),
        }[why]
        target = self._get_client_target()
        # Who says that it is solved waits for no answer.
        ticket = saying(self, NO_ANSWER) if target else self
        ticket._post_for_move("\n".join(filter(None, [said, text])), target)
        if target:
            saying(self, BY_CLIENT)._try_after_word(("_enter_as_client", target))
        else:
            self._try_after_word(("_ask_reseller_to_close",))

    def _reopen_as_client(self, text):
        """Reopen the ticket for a reason that the client writes.

        :param str text: plain text
        :raises UserError: without a reason
        """
        self._check_client_may("reopen")
        self._check_typed_size(text)
        if is_blank(text):
            raise UserError(
                _("Say what is still wrong, and press the button again: it helps us.")
            )
        target = self._get_client_target()
        # The client itself reopens it; what it writes does not do it first.
        ticket = saying(self, NO_MOVE)
        ticket._post_for_move(text, target)
        ticket._try_after_word(("_enter_as_client", target))

    def _close_as_client(self):
        """Confirm that the work on a resolved ticket is finished."""
        self._check_client_may("close")
        self._close()

    def _check_client_may(self, action):
        """Check that an action is open.

        :raises UserError: saying what to do instead
        """
        self.ensure_one()
        self._read_whole()
        if action in self._get_client_actions():
            return
        raise UserError(
            _(
                "%(ticket)s has moved on meanwhile: %(status)s. Look at the page again "
                "and choose among its buttons.",
                ticket=self.number,
                status=self._get_client_view()["label"],
            )
        )

    def _check_client_target(self, stage_id):
        """Check that a stage is the one that the client may move the ticket to.

        :raises UserError: for every other stage
        """
        if stage_id != self._get_client_target().id:
            raise UserError(
                _("This ticket cannot be closed so. Choose among the buttons below.")
            )

    def _enter_as_client(self, stage):
        """Move the ticket, whose client has written what the move asks for."""
        # As the house: the moves of a direct team are free, and no client's by itself.
        is_free = self.pipeline != "escalation"
        ticket = self.with_user(SUPERUSER_ID) if is_free else self
        ticket.write({"stage_id": stage.id})

    def _post_for_move(self, text, stage):
        """Post what the client writes as the text that its move to a stage asks for.

        :param stage: helpdesk.ticket.stage, empty for no move
        """
        message = self._post_as_client(text)
        if not stage or self.pipeline != "escalation":
            return
        move = self._find_moves(stage)[self]
        if move and move.requires != "nothing":
            # sudo: what a message answers is sealed; it is the text of this move.
            message.sudo().requirement = move.requires

    def _post_as_client(self, text, files=()):
        return self.message_post(
            body=plaintext2html(text) if text else "",
            attachments=list(files),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def _ask_reseller_to_close(self):
        """Leave an activity with whom of the reseller held the ticket last.

        Else with the leader of its team, else with each of its members; without a
        reseller with the team that works on it. Asking again adds no other.
        """
        # sudo: the client may not read who works on the ticket.
        ticket = self.sudo()
        if ticket._is_withdrawn():
            return
        team = ticket.reseller_team_id or ticket.team_id
        last = self.env["helpdesk.ticket.assignment"]._get_last_holders(ticket, team)
        holders = last.get((ticket.id, team.id)) or team._get_responsibles()
        # The client's message notifies them; the activity stays until it is done.
        ticket._plan_activities(WITHDRAWN, {ticket: holders})

    def _is_withdrawn(self):
        """Return whether the client has said that it no longer needs this ticket."""
        self.ensure_one()
        # sudo: activities belong to those who shall do them; only the fact is read.
        kind = self.env.ref(WITHDRAWN).sudo()
        return kind in self.sudo().activity_ids.activity_type_id
