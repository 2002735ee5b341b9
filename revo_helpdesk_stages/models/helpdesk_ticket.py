from odoo import api, models

from .context import FOLLOW_LATER, SETTLED, UNSEALED, not_saying, saying, says
from .plan import CreatePlan, WritePlan


class HelpdeskTicket(models.Model):
    """The one door for each change of a ticket.

    Its steps are named here in the order in which they happen. A step is one method of
    one room; addons fill ``_prepare_…``, ``_check_…``, ``_plan_…`` and ``_after_…`` by
    ``super()``, and override none of the five methods that are Odoo's. What a change
    comes to is known before anything is written; what follows from it comes afterwards,
    once for all tickets.
    """

    _inherit = "helpdesk.ticket"

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._prepare_values(vals) for vals in vals_list]
        self._check_create(vals_list)
        plan = self._plan_create(vals_list)
        creating = saying(self._refuse_defaults(), FOLLOW_LATER)._as_server()
        if plan.is_batch:
            creating = creating.with_context(mail_create_nolog=True)
        # Copies: others change what they are given.
        tickets = super(HelpdeskTicket, creating).create(
            [dict(vals) for vals in plan.vals_list]
        )
        tickets = self._as_before(tickets)
        tickets._after_create(plan)
        return tickets

    def write(self, vals):
        if says(self, SETTLED):
            tickets = not_saying(self, SETTLED)._as_server()
            result = super(HelpdeskTicket, tickets).write(vals)
            self._as_before(tickets)
            return result
        self._read_whole()
        vals = self._check_writable(self._prepare_values(vals))
        self._check_write(vals)
        plan = self._plan_write(vals)
        for values, tickets in plan.get_groups():
            tickets._quietly()._write_settled(values)
        self._after_write(plan)
        if plan.moves and not self.env.su:
            # A person reads it next: what follows is written before, and not in pieces.
            self.flush_recordset()
        return True

    def unlink(self):
        memo = self._plan_unlink()
        self._delete_integrator_requests()
        # Its messages and files go with it.
        result = super(HelpdeskTicket, saying(self, UNSEALED)).unlink()
        self.browse()._after_unlink(memo)
        return result

    def copy_data(self, default=None):
        uncopied = self._get_uncopied_fields()
        hidden = dict.fromkeys(uncopied, False)
        return [
            {name: value for name, value in values.items() if name not in uncopied}
            for values in super().copy_data({**hidden, **(default or {})})
        ]

    def message_post(self, **kwargs):
        self.ensure_one()
        self._read_whole()
        automatic = kwargs.pop("is_automatic_mail", False)
        self._check_post()
        self._check_post_size(kwargs)
        ticket, kwargs = self._prepare_mail_post(kwargs, automatic)
        is_word = ticket._is_word(kwargs)
        if is_word:
            kwargs.update(ticket._prepare_audience(kwargs))
            sent = ticket._find_same_word(kwargs)
            if sent:
                return sent
        message = super(HelpdeskTicket, ticket).message_post(**kwargs)
        ticket._after_post(message, kwargs, automatic, is_word)
        return message

    # Steps of all that is written

    @api.model
    def _prepare_values(self, vals):
        """Return values without what others of them say already.

        A hook for other addons.

        :param dict vals: as given to ``create`` or ``write``, which stays as it is
        """
        return self._leave_pictures_out(self._leave_project_to_task(vals))

    @api.model
    def _get_noted_fields(self):
        """Return the names of the fields that the server notes, and no person says.

        A hook for other addons.
        """
        closed = self._get_closing_fields()
        writer = self._get_writer()
        return closed | self._get_closed_fields(writer, True) if writer else closed

    def _write_settled(self, values):
        """Write what the server has settled: no step is gone through once more.

        Who builds on ``write``, as Odoo's automation rules do, sees all of it.

        :param dict values: as for ``write``
        """
        if not self:
            return
        tickets = saying(self, SETTLED)
        tickets.write(dict(values))
        if "closed_date" in values:
            # helpdesk_mgmt dates each write of a closed stage anew. In the cache both
            # are one, and one statement writes them.
            tickets.filtered(
                lambda ticket: ticket.closed_date != values["closed_date"]
            ).write({"closed_date": values["closed_date"]})

    # Steps of create

    @api.model
    def _check_create(self, vals_list):
        """Check what the present user asks new tickets to be. A hook for addons."""
        self._check_writable_create(vals_list)
        self._check_sizes(vals_list)
        self._check_references(vals_list)
        self._check_tasks(vals_list)

    @api.model
    def _plan_create(self, vals_list):
        """Settle where new tickets start, and with whom. A hook for other addons.

        :return: CreatePlan
        """
        plan = CreatePlan(vals_list)
        self._plan_starts(plan)
        self._plan_answer_clock(plan)
        self._plan_first_assignment(plan)
        self._plan_past(plan)
        self._plan_first_agreed(plan)
        self._plan_first_closing(plan)
        self._plan_acknowledgement(plan)
        self._plan_numbers(plan)
        self._plan_tokens(plan)
        return plan

    def _after_create(self, plan):
        """Do what follows from new tickets. A hook for other addons."""
        self._read_whole()
        self._keep_starts(plan)
        self._note_clients()
        self._log_first_assignments(plan)
        self._begin_stays()
        self._keep_past(plan)
        self._subscribe_assignees(plan)
        self._tell_new_assignees(plan)
        self._tell_astray(plan)
        self._tell_unclaimed(plan)
        self._log_batch(plan)
        self._share_described_images()
        self._begin_tasks(plan)
        self._tell_boards()

    # Steps of write

    def _check_write(self, vals):
        """Check what the present user may write on these tickets. A hook for addons."""
        self._check_sizes([vals])
        self._check_references([vals])
        self._check_client_change(vals)
        self._check_naming(vals)
        self._check_tasks([vals] * len(self))
        self._check_project_moves(vals)

    def _plan_write(self, vals):
        """Settle what the change comes to for each ticket. A hook for other addons.

        :return: WritePlan
        :raises UserError: for a move that is not open, with those that are
        :raises TextMissing: for an open move that lacks its text
        """
        plan = WritePlan(self, vals)
        if plan.moves:
            self._read_places(vals)
            plan.before = self._get_places()
            self._note_left(plan)
            self._plan_moves(plan)
            self._plan_presence(plan)
            self._plan_assignment(plan)
            self._plan_agreed(plan)
            self._plan_waiting(plan)
            self._plan_integrators(plan)
            self._plan_closing(plan)
            self._plan_duplicates(plan)
            self._plan_team_activities(plan)
        self._plan_pauses(plan)
        self._plan_last_contact(plan)
        self._plan_texts(plan)
        self._plan_parties(plan)
        self._plan_tasks(plan)
        return plan

    def _after_write(self, plan):
        """Do what follows from the change. A hook for other addons."""
        if plan.moves:
            self._log_assignments(plan)
            self._note_stays()
            self._let_integrators_go(plan)
            self._tell_assignees(plan)
            self._settle_team_activities(plan)
            self._let_followers_go(plan)
            self._decide_effort(plan)
            self._mail_resolved(plan)
            self._mail_asked(plan)
        self._agree_after_waits(plan)
        self._settle_parties(plan)
        self._keep_former_texts(plan)
        if plan.vals.get("description"):
            self._share_described_images()
        self._follow_with_tasks(plan)
        self._tell_boards(plan)

    # Steps of unlink

    def _plan_unlink(self):
        """Return what is remembered of tickets that go. A hook for other addons.

        :return: dict by the name of who remembers it
        """
        return {}

    @api.model
    def _after_unlink(self, memo):
        """Do what follows when tickets have gone. A hook for other addons.

        :param dict memo: what :meth:`_plan_unlink` has returned
        """

    # Steps of message_post

    def _after_post(self, message, kwargs, automatic, is_word):
        """Do what follows from a message. A hook for other addons.

        :param message: mail.message record
        :param dict kwargs: as given to ``message_post``, with what was settled
        :param bool automatic: a machine wrote the e-mail that it was
        :param bool is_word: somebody wrote it, or a machine; Odoo has not noted it
        """
        if automatic or kwargs.get("message_type") == "out_of_office":
            # sudo: the server settles it. No move asks for a machine's words.
            message.sudo().requirement = "nothing"
        if is_word and self._is_client_answer(kwargs):
            # The word stays, whatever becomes of what follows from it.
            self._try_after_word(
                ("_end_wait_by", message),
                ("_take_back_answered",),
                ("_reopen_answered", message),
                ("_describe_by_mail", message),
                ("_note_message", message),
            )
        else:
            self._end_wait_by(message)
            self._describe_by_mail(message)
            if is_word and not automatic:
                self._reach_client(message, kwargs)
            self._note_message(message)
        self._tell_boards()
