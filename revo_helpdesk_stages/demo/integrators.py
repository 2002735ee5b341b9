"""What the demo cases ask integrators, and what these answer."""

from datetime import timedelta

from .clock import moment

# How the dates of requests are those of the steps. SQL, as in the player.
BACKDATE = """
    UPDATE helpdesk_integrator_request
       SET asked_date = CASE WHEN asked_date >= %(now)s THEN %(when)s
                             ELSE asked_date END,
           answer_date = CASE WHEN answer_date >= %(now)s THEN %(when)s
                              ELSE answer_date END,
           create_date = CASE WHEN create_date >= %(now)s THEN %(when)s
                              ELSE create_date END
     WHERE ticket_id = %(ticket)s
"""


def ask(ticket, integrator, step, body, now):
    """Write to an integrator; no e-mail leaves for what is history already."""
    request = ticket._wait_for_integrator(
        integrator,
        reference=step.reference,
        next_date=(now + timedelta(days=step.days)).date(),
    )
    request.message_post(
        body=body, message_type="comment", subtype_xmlid="mail.mt_note"
    )
    # sudo: as the server does once a request has gone.
    request.sudo().write({"state": "asked", "asked_date": moment(step.when, now)})


def answer(ticket, partner, body):
    """Take the answer of an integrator, as the mail gateway does."""
    # sudo: it comes in from outside.
    requests = ticket.sudo().integrator_request_ids
    requests[:1].message_post(
        author_id=partner.id,
        body=body,
        email_from=partner.email_formatted,
        message_type="email",
        subtype_xmlid="mail.mt_comment",
    )
