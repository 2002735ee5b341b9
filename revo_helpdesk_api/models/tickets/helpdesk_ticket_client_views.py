from odoo import api, models
from odoo.tools import html2plaintext

from ...problems import Problem


class HelpdeskTicket(models.Model):
    """What a program of a client is told of a ticket: what its page shows.

    To be called as the client with sudo.
    """

    _inherit = "helpdesk.ticket"

    def _describe_for_client(self):
        """Return where this ticket stands, as ``schemas.Ticket`` has it."""
        self.ensure_one()
        view = self._get_client_view()
        return {
            "number": self.number,
            "title": self.name,
            "status": view["status"],
            "status_label": view["label"],
            "next_step": view["next_step"],
            "is_yours": view["is_yours"],
            "with_whom": view["holder"] or "",
            "opened": self._tell_moment(self.create_date),
            "changed": self._tell_moment(self.last_stage_update or self.create_date),
            "closed": self._tell_moment(self.closed_date),
        }

    def _describe_whole_for_client(self):
        """Return all that a client reads of it, as ``schemas.TicketWhole`` has it."""
        thread = self._get_client_thread(len(self._get_client_messages()))
        steps = self._get_client_steps()
        return {
            **self._describe_for_client(),
            "description": html2plaintext(self.description or ""),
            "description_html": str(self.description or ""),
            "steps": [
                {name: step[name] for name in ("name", "label", "state")}
                for step in steps
            ],
            "actions": sorted(self._get_client_actions()),
            "messages": [self._describe_text(text) for text in thread["texts"]],
            "files": self._describe_files(thread["files"]),
        }

    @api.model
    def _describe_text(self, text):
        """Return a text of the thread as ``schemas.Message`` has it."""
        return {
            "id": text["id"],
            "date": self._tell_moment(text["date"]),
            "author": text["author"],
            "side": text["side"],
            "text": html2plaintext(text["body"] or ""),
            "html": str(text["body"] or ""),
            "files": self._describe_files(text["files"]),
        }

    def _get_file_for_client(self, file_id):
        """Return a file that the client may read, with sudo.

        :raises Problem: for every other one
        """
        file = self._get_client_files().filtered(lambda one: one.id == file_id)
        if not file:
            raise Problem("not-found")
        return file

    @api.model
    def _get_api_form(self):
        """Return what a new ticket can say, as ``schemas.Form`` has it."""
        # sudo: what clients may choose from, as on the page.
        choices = self.sudo()
        reproducible = [
            choice
            for asked in choices._get_details_asked()
            for choice in asked["choices"]
            if asked["name"] == "reproducible"
        ]
        products = self._get_client_products()
        categories = self._get_client_categories()
        # sudo: what the form asks for is told to every client.
        company = self.env.company.sudo()
        needs_category = company.helpdesk_mgmt_portal_category_id_required
        return {
            "required": ["title", "description"]
            + (["category"] if categories and needs_category else []),
            "types": choices._get_types_asked(),
            "priorities": choices._get_priority_choices(),
            "emergency_reasons": self._get_options(choices._get_immediate_reasons()),
            "reproducible": reproducible,
            "categories": self._get_options(categories),
            "teams": self._get_options(self._get_client_teams()),
            "products": [
                {"value": product.code, "label": product.name} for product in products
            ],
        }

    @api.model
    def _get_options(self, records):
        return [
            {"value": str(record.id), "label": record.display_name}
            for record in records or ()
        ]
