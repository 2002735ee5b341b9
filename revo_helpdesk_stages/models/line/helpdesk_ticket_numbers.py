from odoo import api, models

_SEQUENCE = "helpdesk.ticket.sequence"


class HelpdeskTicket(models.Model):
    """The numbers of many new tickets, taken at once."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _plan_numbers(self, plan):
        """Give new tickets their numbers, where there are several of a company.

        A single one, and those of a sequence without gaps or by years, are numbered by
        helpdesk_mgmt, one by one.

        :param plan: CreatePlan
        """
        unnumbered = {}
        for vals in plan.vals_list:
            if vals.get("number", "/") == "/":
                company_id = vals.get("company_id") or self.env.company.id
                unnumbered.setdefault(company_id, []).append(vals)
        for company_id, several in unnumbered.items():
            if len(several) > 1:
                numbers = self._take_numbers(company_id, len(several))
                for vals, number in zip(several, numbers, strict=False):
                    vals["number"] = number

    @api.model
    def _take_numbers(self, company_id, count):
        """Return the next numbers of a company, none where they are taken one by one.

        :param int company_id: of res.company
        :param int count: how many
        """
        # sudo: who opens tickets need not read how they are numbered.
        sequence = (
            self.env["ir.sequence"]
            .sudo()
            .search(
                [("code", "=", _SEQUENCE), ("company_id", "in", [company_id, False])],
                order="company_id",
                limit=1,
            )
        )
        if sequence.implementation != "standard" or sequence.use_date_range:
            return []
        # SQL: Odoo takes one at a time. What counts is a sequence of PostgreSQL.
        self.env.cr.execute(
            "SELECT nextval(%s) FROM generate_series(1, %s)",
            (f"ir_sequence_{sequence.id:03d}", count),
        )
        return [sequence.get_next_char(number) for (number,) in self.env.cr.fetchall()]
