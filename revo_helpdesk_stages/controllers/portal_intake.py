from odoo import _, http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController

from ..policies.form_input import to_id, to_text


class TicketIntakePortal(HelpdeskTicketController):
    """How a client opens a ticket, and the old address of closing one."""

    @http.route()
    def create_new_ticket(self, **kw):
        response = super().create_new_ticket(**kw)
        response.qcontext.update(typed={}, refusal="")
        # sudo: only whether the client has a reseller is asked; then it needs no team.
        tickets = request.env["helpdesk.ticket"].sudo()
        teams = request.env["helpdesk.ticket.team"].sudo()
        contact = request.env.user.partner_id.sudo()
        if tickets._is_for_the_line("client", contact, teams):
            response.qcontext["ticket_team_id_required"] = False
        return response

    @http.route(methods=["POST"])
    def submit_ticket(self, **kw):
        """Open a ticket, or show the form again with what is wrong."""
        typed = {
            name: to_text(kw.get(name))
            for name in ("subject", "description", "category", "team")
        }
        try:
            with request.env.cr.savepoint():
                self._check_typed(typed)
                response = super().submit_ticket(**{**kw, **typed})
                response.location += "?done=open#done"
        except UserError as error:
            response = self.create_new_ticket()
            response.qcontext.update(typed=typed, refusal=error.args[0])
            response.status_code = 422
        return response

    @http.route(methods=["POST"])
    def support_ticket_close(self, **kw):
        """Close a ticket as its page does, into the one stage that is open for it."""
        return request.redirect(
            f"/my/ticket/{to_id(kw.get('ticket_id'))}/resolve", code=307
        )

    def _get_teams(self):
        """Offer direct teams alone: other resellers' names are nobody's business."""
        if not request.env.company.helpdesk_mgmt_portal_select_team:
            return False
        # sudo: the names of these teams are shown to every client.
        return (
            request.env["helpdesk.ticket.team"]
            .sudo()
            .search(
                [
                    ("show_in_portal", "=", True),
                    ("pipeline", "=", "direct"),
                    ("company_id", "in", [False, request.env.company.id]),
                ]
            )
        )

    def _check_typed(self, typed):
        """Check what the form says.

        :raises UserError: naming what is missing or cannot be chosen
        """
        form = self.create_new_ticket().qcontext
        texts = {"subject": _("Subject"), "description": _("Description")}
        lists = {
            "category": (_("Category"), form["categories"]),
            "team": (_("Team"), form["teams"]),
        }
        asked = dict(texts)
        for name, (label, offered) in lists.items():
            if offered and form[f"ticket_{name}_id_required"]:
                asked[name] = label
        missing = [label for name, label in asked.items() if not typed[name]]
        if missing:
            raise UserError(
                _("Please fill in: %s. Then send the ticket.", ", ".join(missing))
            )
        for name, (_label, offered) in lists.items():
            ids = offered.ids if offered else []
            if typed[name] and to_id(typed[name]) not in ids:
                raise UserError(
                    _(
                        "What was chosen cannot be chosen any more. Choose again from "
                        "the list, and send the ticket."
                    )
                )

    def _prepare_submit_ticket_vals(self, **kw):
        """Leave the stage of a case of the line to the line."""
        vals = super()._prepare_submit_ticket_vals(**kw)
        stage = request.env["helpdesk.ticket.stage"].browse(vals.get("stage_id") or [])
        # sudo: the public and clients need not read stages.
        if stage.sudo().pipeline == "escalation":
            del vals["stage_id"]
        return vals
