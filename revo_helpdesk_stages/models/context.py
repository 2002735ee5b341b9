"""What our own code says in the context, and nobody can say from outside.

A context comes with every call of the web client, so that a plain value in it is the
caller's word. Each of these keys counts only with a value that no call can bring.
"""

_OURS = object()

# The values of a write are settled: its steps have been gone through.
SETTLED = "helpdesk_settled"
# The stage or the team goes where these tickets stand: no move is asked for.
CLEARED = "helpdesk_cleared"
# A button of ours writes what people do not write themselves.
BY_BUTTON = "helpdesk_by_button"
# What the client says waits for no answer, and neither moves nor reopens the ticket.
NO_ANSWER = "helpdesk_no_answer"
# The client itself moves the ticket: its words, which wait for an answer, do not.
NO_MOVE = "helpdesk_no_move"
# The client itself moves the ticket, and is not told of it by e-mail.
BY_CLIENT = "helpdesk_by_client"
# A machine wrote the e-mail that opens the ticket: it gets no answer.
UNANSWERABLE = "helpdesk_unanswerable"
# Only who takes part in the ticket may follow it.
PARTIES_ONLY = "helpdesk_parties_only"
# Everybody who is to act follows the ticket already.
FOLLOWING = "helpdesk_following"
# A manager imports these tickets as they are, with their past.
IMPORTED = "helpdesk_imported"
# Who gets the new tickets follows them all at once, when all are there.
FOLLOW_LATER = "helpdesk_follow_later"
# What was sent on a ticket may change: the ticket itself goes, or Odoo completes what
# it is just sending.
UNSEALED = "helpdesk_unsealed"
# A message is told to its recipients, who may get the ticket with it only afterwards.
TELLING = "helpdesk_telling"
# The server speaks to the overrides of other addons; what is stored of the ticket is
# stored as the person.
AS_PERSON = "helpdesk_as_person"
# The task is created by a ticket, which says what it needs.
BY_TICKET = "helpdesk_by_ticket"
# The demo data come into a database in use: nobody may log in with what all know.
EXAMPLES = "helpdesk_examples"

# What is posted says why the ticket waits: it is no word that ends that.
PAUSING = "helpdesk_pausing"

# What is posted is for the client to read, whatever kind of text it is.
TO_CLIENT = "helpdesk_to_client"

# Of these messages it is asked elsewhere whether their tickets may be read.
ON_OWN_TICKET = "helpdesk_on_own_ticket"


def saying(records, *keys):
    """Return records in whose context our code says something.

    :param records: recordset of any model
    :param str keys: those of this file, or of an addon that builds on it
    """
    return records.with_context(**dict.fromkeys(keys, _OURS))


def not_saying(records, *keys):
    """Return records in whose context these keys are not said, no matter who said
    them.
    """
    context = {k: v for k, v in records.env.context.items() if k not in keys}
    return records.with_env(records.env(context=context))


def says(records, key):
    """Return whether our own code has said a key in the context of records."""
    return records.env.context.get(key) is _OURS
