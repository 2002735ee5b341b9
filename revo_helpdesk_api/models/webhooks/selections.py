"""The closed vocabularies of webhooks."""

# For whom a webhook is: what it tells is what these may read.
AUDIENCES = [
    ("client", "The client's side: notes, questions, progress, versions"),
    ("reseller", "The reseller: what reaches it from the vendor"),
]

# What is told, by its name in the payload.
EVENTS = [
    ("ticket.note", "A text for the client"),
    ("ticket.question", "A question to the client"),
    ("ticket.stage", "Where the ticket stands"),
    ("ticket.version", "The version that solves it"),
    ("ticket.assigned", "The ticket is the reseller's"),
    ("ticket.message", "A message from the vendor"),
    ("ticket.returned", "The vendor has given the ticket back"),
    ("ticket.solved", "The vendor proposes a solution"),
    ("ticket.canceled", "The vendor has canceled the ticket"),
]

STATES = [
    ("waiting", "Waiting"),
    ("sent", "Delivered"),
    ("dead", "Given up"),
    ("canceled", "No longer to be told"),
]

# What came of an attempt.
RESULTS = [
    ("delivered", "It was taken"),
    ("refused", "It was refused"),
    ("redirected", "The address has moved: write the new one"),
    ("no_answer", "There was no answer in time"),
    ("unreachable", "Nobody could be reached there"),
    ("untrusted", "The certificate is not trusted"),
    ("garbled", "What answers is no web server"),
    ("forbidden", "The address is not on the internet, or not encrypted"),
]
