from odoo import _, http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController

from ..policies.form_input import MAX_LENGTH, to_id, to_text

# A title stands in lists and in the subject of e-mails.
_LENGTHS = {"subject": 250, "description": MAX_LENGTH}


class TicketIntakePortal(HelpdeskTicketController):
    """How a client opens a ticket, and the old address of closing one."""

    @http.route()
    def create_new_ticket(self, **kw):
        response = super().create_new_ticket(**kw)
        followed = self._find_followed(kw)
        response.qcontext.update(
            typed=self._get_typed_of(followed), followed=followed, refusal=""
        )
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
        typed = {name: to_text(kw.get(name)) for name in self._get_typed_names()}
        try:
            with request.env.cr.savepoint():
                self._check_typed(typed)
                response = super().submit_ticket(**{**kw, **typed})
                response.location += "?done=open#done"
        except UserError as error:
            response = self.create_new_ticket(follows=kw.get("follows"))
            response.qcontext.update(typed=typed, refusal=error.args[0])
            response.status_code = 422
        return response

    @http.route(methods=["POST"])
    def support_ticket_close(self, **kw):
        """Close a ticket as its page does, into the one stage that is open for it."""
        return request.redirect(
            f"/my/ticket/{to_id(kw.get('ticket_id'))}/resolve", code=307
        )

    def _find_followed(self, kw):
        """Return the closed ticket of the client's that a new one is to follow.

        :return: the ticket with sudo, empty where there is none
        """
        # Under the rules of the client.
        tickets = request.env["helpdesk.ticket"]
        found = tickets.search(
            [("id", "=", to_id(kw.get("follows"))), ("closed_date", "!=", False)]
        )
        # sudo: what of it goes into the form is the client's own.
        return found.sudo()

    def _get_typed_names(self):
        """Return the fields of the form that are read, and stay as they were typed."""
        return ["subject", "description", "category", "team"]

    def _get_typed_of(self, followed):
        """Return what the form begins with."""
        if not followed:
            return {}
        return {
            "subject": followed.name,
            "category": str(followed.category_id.id),
            "team": str(followed.team_id.id),
        }

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
        for name, label in texts.items():
            if len(typed[name]) > _LENGTHS[name]:
                raise UserError(
                    _(
                        "“%(label)s” is too long: %(length)s characters, and %(most)s "
                        "can be read. Say it in short, and attach the rest as a file.",
                        label=label,
                        length=len(typed[name]),
                        most=_LENGTHS[name],
                    )
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
        """Leave the stage of a ticket of the line to the line.

        What follows a ticket of a direct team goes to that team.
        """
        vals = super()._prepare_submit_ticket_vals(**kw)
        followed = self._find_followed(kw)
        if followed:
            vals["follows_id"] = followed.id
            if followed.pipeline == "direct" and not vals.get("team_id"):
                vals["team_id"] = followed.team_id.id
                vals["stage_id"] = followed.team_id._get_applicable_stages()[:1].id
        stage = request.env["helpdesk.ticket.stage"].browse(vals.get("stage_id") or [])
        # sudo: the public and clients need not read stages.
        if stage.sudo().pipeline == "escalation":
            del vals["stage_id"]
        return vals
