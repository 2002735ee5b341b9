from odoo.exceptions import UserError

from ..common import AccountsCase


class TurnsCase(AccountsCase):
    """Tickets of an account that wait for each other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, code in (
            ("new", "new"),
            ("working", "in_progress"),
            ("awaiting", "awaiting"),
            ("done", "done"),
        ):
            stage = cls.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{code}")
            setattr(cls, name, stage)

    @classmethod
    def _open_support(cls, **values):
        return cls._open(request_type="support", **values)

    @classmethod
    def _open_change(cls, **values):
        return cls._open(request_type="change", **values)

    def _move_to(self, tickets, stage, user=None):
        tickets.with_user(user or self.kim).write({"stage_id": stage.id})
        self.env.invalidate_all()

    def _refuse(self, action):
        """Try what is refused, undo it as an answer to a call does, give the error."""
        self.env.flush_all()
        with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
            action()
        self.env.invalidate_all()
        return caught.exception

    def _refuse_move(self, tickets, stage, user=None):
        return str(self._refuse(lambda: self._move_to(tickets, stage, user)))

    def _get_turns(self, *tickets):
        return [ticket.turn for ticket in tickets]
