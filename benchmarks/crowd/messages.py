"""The messages of the crowd, as copies."""

from .clones import clone, text_of_a_list
from .measures import LONG, MESSAGES, WORDS

#: The ticket with many messages: one that support has answered, and both can read.
_LONG = """
    SELECT min(ticket.ticket) FROM bench_ticket ticket
      JOIN bench_person person
        ON person.partner = ticket.person_partner
     WHERE ticket.code = 'confirmation_reseller' AND person.kind = 'reseller'
       AND person.nth = 1
"""

#: A ticket of an agent who has written what its move to the reseller asks for.
_HANDED_OFF = """
    SELECT min(ticket.ticket), ticket.usr FROM bench_ticket ticket
     WHERE ticket.code = 'in_progress_support'
     GROUP BY ticket.usr ORDER BY ticket.usr LIMIT 1
"""


def add_messages(cr, first):
    """Copy the message to each ticket, and to one ticket many times."""
    _clone_messages(cr, first, "TRUE", MESSAGES, "minute")
    cr.execute(_LONG)
    (ticket,) = cr.fetchone()
    if ticket:
        _clone_messages(cr, first, f"ticket = {ticket}", LONG, "second")


def _clone_messages(cr, first, which, count, step):
    at = f"made.at + interval '1 {step}' * made.turn"
    text = text_of_a_list(WORDS, "made.nth + made.turn")
    clone(
        cr,
        "mail_message",
        first.message.id,
        f"""(SELECT ticket.*, turn FROM bench_ticket ticket,
                    generate_series(1, {count}) turn WHERE {which}) made""",
        res_id="made.ticket",
        author_id="made.person_partner",
        create_uid="made.person",
        body=f"'<p>' || {text} || ' m' || made.nth || '</p>'",
        date=at,
        create_date=at,
        write_date=at,
        message_id="NULL",
        # The copied one goes, and all its answers would have to be told.
        parent_id="NULL",
        record_name="NULL",
        email_from="NULL",
        audience=text_of_a_list(("client", "reseller", "client"), "made.turn"),
        author_tier="'reseller'",
        party_team_id="made.reseller",
        party_client_id="made.company",
    )


def add_words_of_hand_off(env):
    """Let an agent write on a ticket what its move to the reseller asks for."""
    env.cr.execute(_HANDED_OFF)
    ticket, user = env.cr.fetchone()
    env["helpdesk.ticket"].with_user(user).browse(ticket).message_post(
        body="Please try again.",
        message_type="comment",
        subtype_xmlid="mail.mt_comment",
    )
