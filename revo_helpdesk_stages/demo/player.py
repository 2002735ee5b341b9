"""Play the demo cases: every move as the person who makes it, and then dated back."""

from datetime import timedelta

from markupsafe import Markup

from odoo import SUPERUSER_ID, fields

from . import agreements, integrators, script
from .clock import moment, working_day
from .files import FILES

_MODULE = "revo_helpdesk_stages"

# The dates that a step sets on its ticket.
_TICKET_DATES = (
    "create_date",
    "write_date",
    "last_stage_update",
    "waiting_since",
    "escalated_date",
    "development_date",
    "assigned_date",
    "first_answer_date",
    "resolved_date",
    "closed_date",
    "last_contact_date",
    "last_action_date",
    "answer_since",
    "effort_asked_date",
)
# Those that deadlines count from.
_EVENTS = (
    "create_date",
    "last_contact_date",
    "last_action_date",
    "answer_since",
    "first_answer_date",
    "resolved_date",
)

# How what a step wrote is told from what was there: a date that is not past, or the id
# of a message. SQL, as the ORM dates what it writes with the present.
_BACKDATE = (
    "UPDATE helpdesk_ticket SET %s WHERE id = %%(ticket)s"
    % ", ".join(
        f"{name} = CASE WHEN {name} >= %(now)s THEN %(when)s ELSE {name} END"
        for name in _TICKET_DATES
    ),
    """
    UPDATE helpdesk_ticket_assignment
       SET date = %(when)s, create_date = %(when)s, write_date = %(when)s
     WHERE ticket_id = %(ticket)s AND create_date >= %(now)s
    """,
    """
    UPDATE helpdesk_ticket_stay
       SET date_start = CASE WHEN date_start >= %(now)s THEN %(when)s
                             ELSE date_start END,
           date_end = CASE WHEN date_end >= %(now)s THEN %(when)s ELSE date_end END
     WHERE ticket_id = %(ticket)s
    """,
    "DELETE FROM helpdesk_ticket_stay WHERE ticket_id = %(ticket)s"
    " AND date_end <= date_start",
    """
    UPDATE mail_tracking_value
       SET create_date = %(when)s, write_date = %(when)s
     WHERE mail_message_id > %(newest)s
    """,
    """
    UPDATE mail_message
       SET date = %(when)s, create_date = %(when)s, write_date = %(when)s
     WHERE id > %(newest)s
    """,
    """
    UPDATE ir_attachment
       SET create_date = %(when)s, write_date = %(when)s
     WHERE res_model = 'helpdesk.ticket' AND res_id = %(ticket)s
       AND create_date >= %(now)s
    """,
    """
    UPDATE helpdesk_ticket_escalation
       SET verdict_date = CASE WHEN verdict_date >= %(now)s THEN %(when)s
                               ELSE verdict_date END,
           contest_date = CASE WHEN contest_date >= %(now)s THEN %(when)s
                               ELSE contest_date END
     WHERE ticket_id = %(ticket)s
    """,
    """
    UPDATE mail_activity
       SET create_date = %(when)s, write_date = %(when)s
     WHERE res_model = 'helpdesk.ticket' AND res_id = %(ticket)s
       AND create_date >= %(now)s
    """,
    """
    UPDATE rating_rating
       SET create_date = %(when)s, write_date = %(when)s
     WHERE res_model = 'helpdesk.ticket' AND res_id = %(ticket)s
       AND create_date >= %(now)s
    """,
    integrators.BACKDATE,
)


class Player:
    """Play cases as they happened: the steps of all of them, the oldest first.

    So numbers, messages and ledger rows of the whole board have ids that grow with
    their dates.
    """

    def __init__(self, env):
        self.env = env(
            context={
                **env.context,
                "lang": "en_US",
                "tracking_disable": False,
                # Nobody is told by e-mail of what is history already.
                "mail_auto_subscribe_no_notify": True,
                "mail_activity_quick_update": True,
            }
        )
        # The start of the transaction, which dates all that is created in it.
        self.now = env.cr.now().replace(microsecond=0)
        self.tickets = {}
        self.kinds = {
            script.Case: self._open,
            script.Move: self._move,
            script.Drag: self._drag,
            script.Message: self._message,
            script.Note: self._note,
            script.Assign: self._assign,
            script.Plan: self._plan,
            script.Wait: self._wait,
            script.Ask: self._ask,
            script.Answer: self._answer,
            script.Contest: self._contest,
            script.Rate: self._rate,
        }

    def play(self, cases):
        """Play the cases that are not there yet.

        :param cases: iterable of :class:`.script.Case`
        """
        missing = [case for case in cases if not self._find(f"ticket_demo_{case.name}")]
        steps = [
            (moment(step.when, self.now), case, step)
            for case in missing
            for step in (case, *case.steps)
        ]
        # Steps of the same minute keep their order, as sorting is stable.
        for when, case, step in sorted(steps, key=lambda step: step[0]):
            newest = self._get_newest_message_id()
            self.kinds[type(step)](case, step)
            self._settle(self.tickets[case.name], when, newest)
        # The dates in the cache are still those of the loading.
        self.env.invalidate_all()
        self._count_stays()
        agreements.settle(self._get_stays())
        self._read_older(moment("1d 12:00", self.now))
        self._count_as_sent()

    # What people do

    def _open(self, case, _step):
        team = self._find(f"team_demo_{case.team}")
        user = self._find(f"user_demo_{case.who}")
        contact = self._get_partner(case.contact or case.who)
        tickets = self.env["helpdesk.ticket"].with_user(user or SUPERUSER_ID)
        if not user or user.share:
            # sudo: a client may not create tickets; portal and mail gateway do so for
            # the client.
            tickets = tickets.sudo()
        channel = "phone" if case.contact else "web" if user else "email"
        ticket = tickets.create(
            {
                "name": case.title,
                "description": _html(case.text),
                "partner_id": contact.id,
                "partner_name": contact.name,
                "partner_email": contact.email,
                "channel_id": self._ref(
                    f"helpdesk_mgmt.helpdesk_ticket_channel_{channel}"
                ).id,
                "priority": case.priority,
                "category_id": self._get_category(case).id,
                "tag_ids": [
                    fields.Command.link(self._ref(f"tag_demo_{tag}").id)
                    for tag in case.tags
                ],
                # Who brings a case in does not work on it.
                "user_id": False,
                "send_acknowledgement": False,
                **({"team_id": team.id} if team else {}),
            }
        )
        if not user or user.share:
            ticket.message_subscribe(contact.ids)
        self.tickets[case.name] = ticket.with_env(self.env)
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": f"{_MODULE}.ticket_demo_{case.name}",
                    "record": ticket,
                    "noupdate": True,
                }
            ]
        )

    def _move(self, case, step):
        ticket = self._as(step.who, case)
        if ticket.env.user.share:
            # sudo: as OCA's portal does; the moves are the client's own.
            ticket = ticket.sudo()
        stage = self._ref(f"helpdesk_ticket_stage_{step.stage}")
        action = ticket.action_move(stage.id)
        if not action:
            return
        wizards = ticket.env[action["res_model"]].with_context(**action["context"])
        files = ticket.env["ir.attachment"].create(
            [
                {"name": name, "raw": FILES[name], "res_model": wizards._name}
                for name in step.files
            ]
        )
        wizards.create(
            {
                "body": _html(step.text),
                "tests_performed": _html(step.tests),
                "observed": _html(step.observed),
                "attachment_ids": [fields.Command.set(files.ids)],
                **self._prepare_reason(step),
                "check_ids": [
                    fields.Command.create(
                        {
                            "check_id": self._ref(f"check_demo_{name}").id,
                            "outcome": outcome,
                            "result": result,
                        }
                    )
                    for name, outcome, result in step.checks
                ],
                "verdict": step.verdict or False,
            }
        ).action_apply()

    def _prepare_reason(self, step):
        if not step.duplicate_of:
            return {}
        original = self._ref(f"ticket_demo_{step.duplicate_of}")
        return {"why": "duplicate", "duplicate_id": original.id}

    def _drag(self, case, step):
        stage = self._ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{step.stage}")
        self._as(step.who, case).stage_id = stage

    def _message(self, case, step):
        ticket = self._as(step.who, case)
        author = {}
        if not self._find(f"user_demo_{step.who}"):
            partner = self._get_partner(step.who)
            author = {"author_id": partner.id, "email_from": partner.email_formatted}
        # sudo: the site posts so what a client writes; a client may read no file yet.
        thread = ticket.sudo() if ticket.env.user.share else ticket
        thread.message_post(
            body=_html(step.text),
            message_type="email" if author else "comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[(name, FILES[name]) for name in step.files],
            **author,
        )

    def _note(self, case, step):
        self._as(step.who, case).message_post(
            body=_html(step.text),
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )

    def _assign(self, case, step):
        self._as(step.who, case).user_id = self._ref(f"user_demo_{step.to}")

    def _plan(self, case, step):
        ticket = self._as(step.who, case)
        ticket.activity_schedule(
            step.activity,
            date_deadline=(self.now + timedelta(days=step.days)).date(),
            summary=step.summary,
            user_id=ticket.env.user.id,
        )

    def _wait(self, case, step):
        ticket = self._as(step.who, case)
        wizards = ticket.env["helpdesk.ticket.wait"]
        wizards.create(
            {
                "ticket_ids": [fields.Command.set(ticket.ids)],
                "date": working_day(step.days, self.now),
                "reason": _html(step.text),
            }
        ).action_apply()

    def _ask(self, case, step):
        integrator = self._ref(f"integrator_demo_{step.integrator}")
        ticket = self._as(step.who, case)
        integrators.ask(ticket, integrator, step, _html(step.text), self.now)

    def _answer(self, case, step):
        ticket, partner = self.tickets[case.name], self._get_partner(step.who)
        integrators.answer(ticket, partner, _html(step.text))

    def _contest(self, case, step):
        self._as(step.who, case).escalation_ids[:1].contest = step.text

    def _rate(self, case, step):
        # sudo: as the page does for its client.
        ticket = self._as(step.who, case).sudo()
        ticket._say_effort_as_client(step.face, step.text)

    # What makes it history

    def _settle(self, ticket, when, newest):
        """Date back what a step has written."""
        self.env.flush_all()
        # Tracked values are posted before the commit; the next step is another one's.
        self.env.cr.precommit.run()
        self.env.flush_all()
        values = {"ticket": ticket.id, "when": when, "now": self.now, "newest": newest}
        for query in _BACKDATE:
            self.env.cr.execute(query, values)
        ticket.invalidate_recordset(_TICKET_DATES, flush=False)
        ticket.modified(_EVENTS)

    def _count_stays(self):
        """Count the hours of stays that have been dated back."""
        self._get_stays().filtered("date_end")._recount()

    def _get_stays(self):
        return self.env["helpdesk.ticket.stay"].search(
            [("ticket_id", "in", self._get_ticket_ids())]
        )

    def _read_older(self, when):
        """Leave in the inboxes only what was written since a moment."""
        notifications = self.env["mail.notification"].search(
            [
                ("mail_message_id.model", "=", "helpdesk.ticket"),
                ("mail_message_id.res_id", "in", self._get_ticket_ids()),
                ("mail_message_id.date", "<", when),
                ("is_read", "=", False),
            ]
        )
        notifications.write({"is_read": True, "read_date": when})

    def _count_as_sent(self):
        """Take for sent the e-mails that the history has put in the queue."""
        mails = self.env["mail.mail"].search(
            [
                ("model", "=", "helpdesk.ticket"),
                ("res_id", "in", self._get_ticket_ids()),
            ]
        )
        self.env["mail.notification"].search([("mail_mail_id", "in", mails.ids)]).write(
            {"notification_status": "sent"}
        )
        mails.unlink()

    # Who and where

    def _as(self, who, case):
        """Give the ticket of a case in the hands of a person."""
        user = self._find(f"user_demo_{who}") or SUPERUSER_ID
        return self.tickets[case.name].with_user(user)

    def _get_ticket_ids(self):
        return [ticket.id for ticket in self.tickets.values()]

    def _get_category(self, case):
        none = self.env["helpdesk.ticket.category"]
        return self._ref(f"category_demo_{case.category}") if case.category else none

    def _get_partner(self, who):
        return self._ref(f"partner_demo_{who}")

    def _find(self, name):
        return self.env.ref(f"{_MODULE}.{name}", raise_if_not_found=False)

    def _ref(self, name):
        return self.env.ref(name if "." in name else f"{_MODULE}.{name}")

    def _get_newest_message_id(self):
        return self.env["mail.message"].search([], order="id desc", limit=1).id


def _html(text):
    """Give a plain text as the editor writes it: paragraphs, and lists for dashes."""
    parts = [_part(part.splitlines()) for part in text.strip().split("\n\n") if part]
    return Markup().join(parts)


def _part(lines):
    items = [line.strip() for line in lines]
    if all(item.startswith("- ") for item in items):
        listed = Markup().join(Markup("<li>%s</li>") % item[2:] for item in items)
        return Markup("<ul>%s</ul>") % listed
    return Markup("<p>%s</p>") % " ".join(items)
