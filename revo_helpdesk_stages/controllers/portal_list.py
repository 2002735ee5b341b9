from odoo import _, http
from odoo.exceptions import AccessError
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk
from odoo.addons.portal.controllers.portal import pager as portal_pager

from ..compat import check_access
from ..policies.client_status import STATUSES, YOURS
from ..policies.form_input import to_choice, to_text


class TicketListPortal(CustomerPortalHelpdesk):
    """The list of a client's tickets, in the words of the client."""

    @http.route()
    def portal_my_tickets(
        self,
        page=1,
        sortby=None,
        filterby=None,
        search=None,
        search_in=None,
        groupby=None,
        **kw,
    ):
        tickets = request.env["helpdesk.ticket"]
        try:
            check_access(tickets, "read")
        except AccessError:
            return request.redirect("/my")
        counts = dict(tickets._read_group([], ["client_status"], ["__count"]))
        filters = self._get_ticket_filters(counts)
        sortings = self._ticket_get_searchbar_sortings()
        groupings = self._ticket_get_searchbar_groupby()
        inputs = self._ticket_get_searchbar_inputs()
        chosen = {
            "sortby": to_choice(sortby, sortings),
            "filterby": to_choice(filterby, filters),
            "groupby": to_choice(groupby, groupings),
            "search_in": to_choice(search_in, inputs),
            "search": to_text(search),
        }
        domain = [
            *filters[chosen["filterby"]]["domain"],
            *self._ticket_get_search_domain(chosen["search_in"], chosen["search"]),
        ]
        pager = portal_pager(
            url="/my/tickets",
            url_args=chosen,
            total=tickets.search_count(domain),
            page=page,
            step=self._items_per_page,
        )
        found = tickets.search(
            domain,
            order=self._ticket_get_order(
                sortings[chosen["sortby"]]["order"], chosen["groupby"]
            ),
            limit=self._items_per_page,
            offset=pager["offset"],
        )
        request.session["my_tickets_history"] = found.ids[:100]
        return request.render(
            "revo_helpdesk_stages.portal_my_tickets",
            {
                **self._prepare_portal_layout_values(),
                **chosen,
                "groups": self._get_ticket_groups(found, chosen["groupby"]),
                "has_tickets": bool(counts),
                "is_contact": request.env.user._is_ticket_contact(),
                "page_name": "ticket",
                "default_url": "/my/tickets",
                "pager": pager,
                "searchbar_sortings": sortings,
                "searchbar_groupby": groupings,
                "searchbar_inputs": inputs,
                "searchbar_filters": filters,
            },
        )

    def _get_ticket_filters(self, counts):
        """Return the filters of the list: those that find something.

        :param dict counts: ``{status: number of tickets}``
        """
        filters = {"all": {"label": _("All"), "domain": []}}
        yours = sum(counts.get(status, 0) for status in YOURS)
        if yours:
            filters["yours"] = {
                "label": _("Waiting for you (%s)", yours),
                "domain": [("client_status", "in", YOURS)],
            }
        labels = self._get_status_labels()
        for status in STATUSES:
            if counts.get(status):
                filters[status] = {
                    "label": f"{labels[status]} ({counts[status]})",
                    "domain": [("client_status", "=", status)],
                }
        return filters

    def _ticket_get_searchbar_sortings(self):
        return {
            "turn": {
                "label": _("Waiting for you first"),
                "order": "client_rank, last_stage_update desc, id desc",
            },
            "date": {"label": _("Newest"), "order": "create_date desc, id desc"},
            "update": {
                "label": _("Last change"),
                "order": "last_stage_update desc, id desc",
            },
            "name": {"label": _("Title"), "order": "name, id"},
        }

    def _ticket_get_searchbar_groupby(self):
        return {
            "none": {"input": "none", "label": _("None")},
            "status": {"input": "status", "label": _("Where it stands")},
            "category": {"input": "category", "label": _("Category")},
        }

    def _ticket_get_searchbar_inputs(self):
        return {
            "all": {"input": "all", "label": _("Search in all that is written")},
            "number": {"input": "number", "label": _("Search in number")},
            "name": {"input": "name", "label": _("Search in title")},
        }

    def _ticket_get_search_domain(self, search_in, search):
        if not search:
            return []
        if search_in == "all":
            return [("words", "ilike", search)]
        return request.env["helpdesk.ticket"]._get_words_domain(search, [search_in])

    def _ticket_get_order(self, order, groupby):
        first = {"status": "client_rank", "category": "category_id"}.get(groupby)
        return f"{first}, {order}" if first else order

    def _get_ticket_groups(self, tickets, groupby):
        """Return the rows of the page under their headings.

        :return: list of ``(heading, rows)``
        """
        labels = self._get_status_labels()
        groups = {}
        # sudo: what may be shown of a ticket that the user may read.
        for ticket in tickets.sudo():
            heading = {
                "none": "",
                "status": labels[ticket.client_status],
                "category": ticket.category_id.complete_name or _("No category"),
            }[groupby]
            groups.setdefault(heading, []).append(
                {"ticket": ticket, "view": ticket._get_client_view()}
            )
        return list(groups.items())

    def _get_status_labels(self):
        field = request.env["helpdesk.ticket"]._fields["client_status"]
        return dict(field._description_selection(request.env))
