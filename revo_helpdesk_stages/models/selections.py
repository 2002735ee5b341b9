"""The closed vocabularies of the support line (architecture, sections 1 to 3)."""

PIPELINES = [
    ("escalation", "Escalation (reseller, support, development)"),
    ("direct", "Direct (the team serves clients itself)"),
]

TIERS = [
    ("reseller", "Reseller"),
    ("support", "Support"),
    ("development", "Development"),
    ("direct", "Direct"),
]

WAITING_ON = [
    ("client", "Client"),
    ("reseller", "Reseller"),
    ("support", "Support"),
    ("integrator", "External partner"),
    ("development", "Development"),
    ("release", "Release"),
    ("nobody", "Nobody"),
]

PHASES = [
    ("backlog", "Backlog"),
    ("in_progress", "In progress"),
    ("waiting", "Waiting"),
    ("confirmation", "Confirmation"),
    ("resolved", "Resolved"),
    ("canceled", "Canceled"),
]

ORIGINS = [("client", "Client"), ("reseller", "Reseller")]

AUDIENCES = [
    ("client", "Client, reseller and vendor"),
    ("reseller", "Reseller and vendor"),
    ("vendor", "Vendor only"),
]

# Which tickets of a client its people see, see models/readers.
TICKET_ACCESS = [
    ("company", "The company's tickets"),
    ("own", "Only own tickets"),
    ("contact", "The company's tickets, as contact person"),
]

ACTORS = [
    ("client", "Client"),
    ("reseller", "Reseller"),
    ("support", "Support"),
    ("development", "Development"),
    ("manager", "Helpdesk manager"),
    ("system", "System"),
]

# What somebody does in the line, as chosen on the user form.
ROLES = [
    ("reseller", "Reseller"),
    ("support", "Support agent"),
    ("development", "Development agent"),
    ("direct", "Direct team"),
    ("own", "Own tickets"),
    ("all", "All tickets"),
    ("manager", "Helpdesk manager"),
]

# The roles in which somebody writes on a ticket.
AUTHOR_TIERS = ACTORS + [("direct", "Direct team")]

REQUIREMENTS = [
    ("nothing", "Nothing"),
    ("client_note", "A note for the client"),
    ("message", "A message to the other side"),
    ("evidence", "Tests performed and what was observed"),
    ("reason", "A reason"),
]

# What came of something that was to be tried.
CHECK_OUTCOMES = [("done", "Done"), ("not_done", "Not done")]

# Whether a client is asked how easy it was.
EFFORT_STATES = [
    ("skipped", "Not asked"),
    ("asked", "Asked"),
    ("said", "Answered"),
]

# What a client says of how easy it was, as the number of Odoo's ratings.
EFFORTS = [("5", "Easy"), ("3", "So-so"), ("1", "Hard")]

# What support says of what a case came with.
VERDICTS = [
    ("complete", "Complete"),
    ("facts_missing", "Facts missing"),
    ("known", "Already known"),
    ("not_ours", "Not ours"),
]

CONDITIONS = [
    ("always", "Always"),
    ("first_time", "Until the ticket is escalated"),
    ("escalated", "Once the ticket was escalated"),
]

ASSIGNMENT_METHODS = [
    ("manual", "By hand"),
    ("holder", "Returned to its last holder"),
    ("started", "Started working on it"),
    ("random", "At random"),
    ("balanced", "Balanced"),
    ("preferred", "Preferred for this ticket"),
    ("waiting", "Waiting for somebody"),
]

DISTRIBUTION_METHODS = [
    ("manual", "Manually"),
    ("random", "At random, everyone the same number"),
    ("balanced", "Balanced, to whoever has the fewest open"),
    ("opener", "To the employee who opens it"),
]

CLOSE_METHODS = [
    ("client", "By the client"),
    ("team", "By the team"),
    ("automatic", "By itself, some days after"),
]

EMAIL_ANSWERS = [
    ("log", "Write them on the ticket"),
    ("refuse", "Send them back with a link to the ticket"),
]

# When a ticket gets its task.
TASK_CREATIONS = [
    ("none", "No task"),
    ("taken", "When it is taken"),
    ("created", "At creation"),
]

# Why time is not linked to a task and a ticket.
UNPLACED = [
    ("no_ticket", "On the project of a team, without a task"),
    ("no_task", "Its ticket has no task in the project of the time"),
    ("other_task", "Its task is not the task of its ticket"),
]

# What support looks after first, section by section.
OVERVIEW_SECTIONS = [
    ("incoming", "Incoming"),
    ("overdue", "Overdue"),
    ("integrator", "Waiting on an integrator"),
]

# What is done to several tickets at once.
BULK_CHANGES = [("move", "Move"), ("assign", "Assign"), ("tag", "Tag")]

# Why a ticket is canceled.
CANCEL_REASONS = [
    ("duplicate", "It is a duplicate of another ticket"),
    ("mistake", "It was opened by mistake"),
    ("other", "For another reason"),
]

# Why an e-mail has not arrived.
UNDELIVERED = [
    ("no_address", "The client has no e-mail address"),
    ("retrying", "The mail server did not take it; it is tried again for two days"),
    ("failed", "It could not be sent, and is not tried again by itself"),
    ("bounced", "It came back: nobody receives it at that address"),
]

# In whose name e-mails to clients go out.
MAIL_SENDERS = [
    ("team", "The team's name and address"),
    ("person", "The name and address of the person who writes"),
]

# How far somebody has come whom one wants to log in.
ACCESS_STATES = [
    ("none", "Cannot log in"),
    ("not_sent", "Invitation not sent"),
    ("invited", "Invited"),
    ("active", "Has logged in"),
]
