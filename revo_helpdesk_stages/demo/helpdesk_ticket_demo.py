from passlib.hash import pbkdf2_sha512

from odoo import api, models

from ..models.context import EXAMPLES, says


class HelpdeskTicketDemo(models.AbstractModel):
    """Where the demo data calls Python: a data file can only call a model.

    It has no table, and cases and player are imported by the call alone: nothing of
    them is in the memory of a database without demo data.
    """

    _name = "helpdesk.ticket.demo"
    _description = "Demo Tickets"

    @api.model
    def _set_passwords(self):
        """Let the demo users log in with the login as password.

        The 600 000 rounds of Odoo's hash guard secrets, and take most of the time of
        loading. A password that is the login is none: a few rounds do, and Odoo hashes
        it anew when it is first used. Among real people, the examples' log in nowhere.
        """
        if says(self, EXAMPLES):
            return
        quick = pbkdf2_sha512.using(rounds=1000)
        # SQL: the field of the password is never read.
        self.env.cr.execute(
            """
            SELECT res_users.id, res_users.login
              FROM res_users
              JOIN ir_model_data AS data
                ON data.model = 'res.users' AND data.res_id = res_users.id
             WHERE data.module = 'revo_helpdesk_stages'
               AND data.name LIKE 'user_demo_%'
               AND COALESCE(res_users.password, '') = ''
            """
        )
        for user_id, login in self.env.cr.fetchall():
            self.env["res.users"]._set_encrypted_password(user_id, quick.hash(login))

    @api.model
    def _load_cases(self):
        """Play the demo cases that are not there yet."""
        from .cases import CASES
        from .player import Player

        Player(self.env).play(CASES)
