from odoo import _, http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk

from ..policies.form_input import to_choice, to_id, to_text, to_token
from ..policies.thread_window import count_next
from .once import SEEN, do_once


class TicketPagePortal(CustomerPortalHelpdesk):
    """The page of a ticket, and what its buttons do."""

    @http.route()
    def portal_my_ticket(self, ticket_id, access_token=None, **kw):
        ticket = self._find_ticket(ticket_id, access_token)
        if not ticket and request.env.user._is_public():
            # Nothing tells a stranger whether there is such a ticket.
            return request.redirect_query(
                "/web/login", {"redirect": request.httprequest.path}
            )
        if not ticket:
            raise request.not_found()
        done = self._get_done_texts(ticket).get(kw.get("done"))
        shown = to_id(kw.get("shown"))
        return self._render_ticket(ticket, access_token, done=done, shown=shown)

    @http.route(
        "/my/ticket/<int:ticket_id>/answer",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_ticket_answer(self, ticket_id, **kw):
        text = to_text(kw.get("text"))
        files = [
            (file.filename, file.read())
            for file in request.httprequest.files.getlist("files")
            if file.filename
        ]
        return self._act(
            ticket_id,
            "answer",
            lambda ticket: ticket._answer_as_client(text, files),
            text,
            lost_pictures=bool(files),
        )

    @http.route(
        "/my/ticket/<int:ticket_id>/resolve",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_ticket_resolve(self, ticket_id, **kw):
        why = to_choice(kw.get("why"), ("solved", "not_needed"))

        def resolve(ticket):
            if "stage_id" in kw:
                ticket._check_client_target(to_id(kw["stage_id"]))
            ticket._resolve_as_client(why)

        return self._act(ticket_id, why, resolve)

    @http.route(
        "/my/ticket/<int:ticket_id>/close",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_ticket_close(self, ticket_id, **kw):
        return self._act(ticket_id, "close", lambda ticket: ticket._close_as_client())

    @http.route(
        "/my/ticket/<int:ticket_id>/nudge",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_ticket_nudge(self, ticket_id, **kw):
        return self._act(ticket_id, "nudge", lambda ticket: ticket._nudge_as_client())

    @http.route(
        "/my/ticket/<int:ticket_id>/reopen",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_ticket_reopen(self, ticket_id, **kw):
        text = to_text(kw.get("text"))
        return self._act(
            ticket_id, "reopen", lambda ticket: ticket._reopen_as_client(text), text
        )

    @http.route(
        "/my/ticket/<int:ticket_id>/<any(answer,close,nudge,reopen,resolve):action>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def portal_ticket_unsent(self, ticket_id, action, **kw):
        """Show the page to who was logged out when a form was sent: the login leads to
        its address.
        """
        return self._act(ticket_id, action, self._refuse_unsent)

    @http.route(
        "/my/ticket/<int:ticket_id>/file/<int:file_id>",
        type="http",
        auth="public",
        website=True,
    )
    def portal_ticket_file(self, ticket_id, file_id, access_token=None, **kw):
        ticket = self._find_ticket(ticket_id, access_token)
        file = ticket and ticket._get_client_files().filtered(
            lambda attachment: attachment.id == file_id
        )
        if not file:
            raise request.not_found()
        # Always as a download: a page that somebody attached must not run here.
        stream = request.env["ir.binary"]._get_stream_from(file)
        return stream.get_response(as_attachment=True)

    def _find_ticket(self, ticket_id, access_token=None):
        """Return the ticket that the user may read or has the link of, else ``None``.

        :return: the ticket with sudo, as the user
        """
        try:
            ticket = self._document_check_access(
                "helpdesk.ticket", to_id(ticket_id), access_token=to_token(access_token)
            )
        except (AccessError, MissingError):
            return None
        # sudo: what is shown and done is decided by the client's methods of the ticket.
        ticket = ticket.with_user(request.env.user).sudo()
        ticket._read_whole()
        # A link opens nothing to who logs in and is not to see it.
        return None if ticket._is_closed_to(request.env.user.partner_id) else ticket

    def _act(self, ticket_id, action, act, typed="", is_repeatable=False, **values):
        """Do something for the client, or show the page again with what is wrong.

        :param str action: what the page says is done, or takes the typed text back
        :param act: called with the ticket
        :param bool is_repeatable: it comes to the same, however often it is sent
        :param values: what else the page shows where it comes back
        """
        ticket = self._find_ticket(ticket_id)
        if not ticket:
            raise request.not_found()
        location = f"/my/ticket/{ticket.id}?done={action}#done"

        def act_and_lead():
            act(ticket)
            return location

        refusal = self._get_refusal(act_and_lead, is_repeatable)
        if refusal:
            offered = action in ticket._get_client_actions()
            return self._render_ticket(
                ticket,
                refusal=refusal,
                refused_form=action if offered else "",
                typed=typed,
                status=422,
                **values,
            )
        return request.redirect(location, code=303)

    def _get_refusal(self, act, is_repeatable=False):
        """Do once what the form asks for, or nothing at all.

        :param act: called without arguments; returns the page that it leads to
        :param bool is_repeatable: it may be done and taken back in turn
        :return: why it was refused, empty where it is done
        """
        try:
            with request.env.user._telling_busy(), request.env.cr.savepoint():
                if is_repeatable:
                    act()
                else:
                    do_once(act)
        except UserError as error:
            return error.args[0]
        return ""

    def _refuse_unsent(self, *_anything):
        raise UserError(
            _(
                "You were logged out before this was sent, so nothing was done. Look "
                "at what stands here, and press the button again."
            )
        )

    def _get_done_texts(self, ticket):
        """Return what a button has done: where the ticket could not go on, the word of
        the client has arrived all the same.
        """
        holder = ticket._get_client_view()["holder"]
        closed = ticket.stage_id.closed
        answered = _("Your answer is sent. %s reads it here.", holder)
        resolved = (
            _("Thank you: the ticket is solved.")
            if closed
            else _("Thank you. %s knows, and closes the ticket.", holder)
        )
        reopened = _("The ticket is open again, and %s reads why.", holder)
        return {
            "answer": answered,
            "solved": resolved,
            "not_needed": resolved,
            "close": _("Thank you: the ticket is closed, and the work is finished."),
            "nudge": _("%s is reminded that you wait for an answer.", holder),
            "reopen": answered if closed else reopened,
            "effort": _("Thank you for telling us."),
            "name": _("Who sees this ticket is changed."),
            "open": _("Your ticket is sent. You find the answer here."),
        }

    def _render_ticket(self, ticket, access_token=None, status=200, shown=0, **values):
        thread = ticket._get_client_thread(shown)
        is_stranger = request.env.user._is_public()
        page = {
            "page_name": "ticket",
            "ticket": ticket,
            "view": ticket._get_client_view(),
            "wait_reason": ticket._get_client_wait_reason(),
            "thread": thread["texts"],
            "files": thread["files"],
            "earlier": thread["total"] - thread["shown"],
            "shown_next": count_next(thread["shown"]),
            "actions": ticket._get_client_actions(),
            "previous": None if is_stranger else ticket.previous_id._keep_shown(),
            "followers": None if is_stranger else ticket.followed_by_ids._keep_shown(),
            "original": None if is_stranger else ticket.duplicate_id._keep_shown(),
            "duplicates": None if is_stranger else ticket.duplicate_ids._keep_shown(),
            "named": ticket._get_shown_named(),
            "namable": (
                ticket._get_namable_contacts() if ticket._may_name_as_client() else None
            ),
            "is_withdrawn": ticket._is_withdrawn(),
            "is_nudged": ticket.is_answer_overdue and ticket._is_nudged(),
            "link_token": to_token(access_token),
            "is_stranger": is_stranger,
            SEEN: str(thread["total"]),
            "typed": "",
            "refusal": "",
            "refused_form": "",
            "lost_pictures": False,
            "done": "",
            **values,
        }
        page = self._get_page_view_values(
            ticket, access_token, page, "my_tickets_history", False
        )
        return request.render(
            "revo_helpdesk_stages.portal_ticket_page", page, status=status
        )
