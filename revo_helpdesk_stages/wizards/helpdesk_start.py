from odoo import _, api, fields, models, tools

_ACTION = "revo_helpdesk_stages.helpdesk_start_action"


class HelpdeskStart(models.TransientModel):
    """What is still to be set up, from nothing to the first case of a client."""

    _name = "helpdesk.start"
    _description = "Getting Started"

    line_ids = fields.One2many("helpdesk.start.line", "start_id", readonly=True)
    lacks_mail_server = fields.Boolean(compute="_compute_lacks_mail_server")
    examples = fields.Selection(
        [("out", "Not loaded"), ("in", "Loaded")], compute="_compute_examples"
    )

    def _compute_display_name(self):
        self.display_name = _("Getting started")

    def _compute_lacks_mail_server(self):
        # sudo: nobody else may read how mails go out.
        servers = self.env["ir.mail_server"].sudo().search_count([], limit=1)
        # What Odoo takes where nobody has said anything.
        named = tools.config["smtp_server"] not in (False, "", "localhost")
        self.lacks_mail_server = not (servers or named)

    def _compute_examples(self):
        self.examples = self.env["helpdesk.examples"]._get_state()

    @api.model
    def _is_needed(self):
        """Return whether managers of the present company see this page before their
        overview: until all is done, or somebody goes on without.
        """
        company = self.env.company
        if company.helpdesk_started:
            return False
        if any(not line.is_done for line in self._get_lines()):
            return True
        # sudo: managers may not write companies; only this is noted.
        company.sudo().helpdesk_started = True
        return False

    @api.model
    def action_open(self):
        """Open the page, as things are now."""
        start = self.create(
            {
                "line_ids": [
                    (0, 0, {"code": line.code, "sequence": place})
                    for place, line in enumerate(self._get_lines())
                ]
            }
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(_ACTION)
        return {**action, "res_id": start.id}

    def action_finish(self):
        """Open the overview, which managers of the present company see first from now
        on.
        """
        # sudo: managers may not write companies; only this is noted.
        self.env.company.sudo().helpdesk_started = True
        return self.env["helpdesk.ticket"].action_overview()

    def action_load_examples(self):
        """Load the examples, and open the board with them.

        :raises AccessError: for anybody but an administrator
        :raises UserError: where they are there, or would get in the way of real tickets
        """
        self.env["helpdesk.examples"]._load()
        actions = self.env["ir.actions.actions"]
        return actions._for_xml_id(
            "revo_helpdesk_stages.helpdesk_ticket_action_pipeline"
        )

    def action_take_examples_out(self):
        """Delete the examples, and nothing else.

        :raises AccessError: for anybody but an administrator
        :raises UserError: where somebody wrote on one, or something real names one
        """
        self.env["helpdesk.examples"]._take_out()
        return self.action_open()


class HelpdeskStartLine(models.TransientModel):
    """One thing to set up. All that is shown is asked when it is shown."""

    _name = "helpdesk.start.line"
    _description = "Step of Getting Started"
    _order = "sequence, id"

    start_id = fields.Many2one("helpdesk.start", required=True, ondelete="cascade")
    code = fields.Char(required=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    name = fields.Char(compute="_compute_shown", string="What")
    purpose = fields.Char(compute="_compute_shown", string="What for")
    detail = fields.Char(compute="_compute_shown", string="As it is")
    button = fields.Char(compute="_compute_shown", string="What to press")
    is_done = fields.Boolean(compute="_compute_shown", string="Done")
    is_next = fields.Boolean(compute="_compute_shown", string="Next")

    @api.depends("code")
    @api.depends_context("lang", "company")
    def _compute_shown(self):
        shown = {line.code: line for line in self.env["helpdesk.start"]._get_lines()}
        undone = [line.code for line in shown.values() if not line.is_done]
        for line in self:
            facts = shown[line.code]
            line.update({k: v for k, v in facts._asdict().items() if k != "code"})
            line.is_next = undone[:1] == [line.code]

    def action_do(self):
        """Open what this line is set up with."""
        self.ensure_one()
        return self.start_id._get_openings()[self.code]()
