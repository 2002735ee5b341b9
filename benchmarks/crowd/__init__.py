"""A helpdesk with many resellers and tickets, with ours or as helpdesk_mgmt has it.

One person, team, client, ticket and message of each kind is made by the ORM; the others
are copies of these, made in SQL: a million tickets would else take days.
"""

from .messages import add_messages, add_words_of_hand_off
from .people import add_clients, add_people, add_teams
from .prototypes import make
from .tickets import add_assignments, add_followers, add_stays, add_tickets, plan

#: What the ORM leaves out while it makes the first of each kind.
_QUIET = {
    "mail_create_nolog": True,
    "mail_notrack": True,
    "no_reset_password": True,
    "tracking_disable": True,
}

#: How many tickets a reseller has, open and closed.
TICKETS_OF_A_RESELLER = 200


def fill(env, tickets):
    """Fill the database, and commit it.

    :param env: Odoo's environment, of the superuser
    :param int tickets: how many; a reseller has 200 of them
    """
    first = make(env(context={**env.context, **_QUIET}))
    resellers = max(2, tickets // TICKETS_OF_A_RESELLER)
    cr = env.cr
    add_people(env, first, resellers)
    add_teams(env, first, resellers)
    add_clients(env, first)
    plan(cr, first, tickets, resellers)
    add_tickets(cr, first)
    add_followers(cr, first)
    add_messages(cr, first)
    if first.ours:
        add_stays(cr, first)
        add_assignments(cr)
    # Else PostgreSQL takes the tables for as small as they were, and looks through all
    # of each for what refers to what goes.
    cr.execute("ANALYZE")
    first.remove()
    env.invalidate_all()
    add_words_of_hand_off(env)
    cr.commit()
