"""The closed vocabularies of releases."""

RELEASE_STATES = [
    ("planned", "Planned"),
    ("published", "Published"),
    ("withdrawn", "Withdrawn"),
]

# Why a version may not be published on a day.
MISFITS = [
    ("on_weekend", "On a day without work"),
    ("on_holiday", "On a public holiday"),
    ("eve_weekend", "Before a day without work"),
    ("eve_holiday", "Before a public holiday"),
]

# What the calendar tells apart by color.
CALENDAR_KINDS = [
    ("misfit", "No longer fits"),
    ("hotfix", "Hotfix"),
    *RELEASE_STATES,
]

RUN_ACTIONS = [("publish", "Publish"), ("withdraw", "Withdraw")]

RUN_STATES = [
    ("waiting", "Waiting to start"),
    ("running", "Running"),
    ("done", "Done"),
    ("failed", "Failed"),
]

# What the state of a job says of its run.
STATE_OF_JOB = {
    "wait_dependencies": "waiting",
    "pending": "waiting",
    "enqueued": "waiting",
    "started": "running",
    "failed": "failed",
    "cancelled": "failed",
}

# Who may read of a known problem, each with those before.
READERS = [
    ("vendor", "The vendor alone"),
    ("reseller", "Resellers as well"),
    ("client", "Resellers and clients"),
]

DELIVERY_STATES = [
    ("waiting", "Waiting"),
    ("sent", "Delivered"),
    ("canceled", "Canceled"),
]

# What came of an attempt to tell the tracker.
DELIVERY_RESULTS = [
    ("delivered", "The tracker has it"),
    ("refused", "The tracker refused it"),
    ("redirected", "The tracker has moved: an administrator sets its new address"),
    ("no_answer", "The tracker did not answer in time"),
    ("unreachable", "The tracker could not be reached"),
    ("untrusted", "The tracker's certificate is not trusted"),
    ("not_configured", "The tracker's address or the secret is not set"),
]

EVENT_OUTCOMES = [("done", "Done"), ("refused", "Refused")]
