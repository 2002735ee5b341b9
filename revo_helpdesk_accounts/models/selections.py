"""The closed vocabularies of account teams."""

REQUEST_TYPES = [
    ("support", "Support"),
    ("change", "Change"),
    ("consulting", "Consulting"),
]

REPRODUCIBLE = [
    ("always", "Yes, every time"),
    ("sometimes", "Sometimes"),
    ("never", "No, it does not come back"),
    ("not_tried", "Not tried"),
]

ACCOUNT_KINDS = [
    ("general", "General: one change at a time"),
    ("special", "Special: changes as agreed"),
]

TURNS = [
    ("in_progress", "In progress"),
    ("queued", "In the queue"),
]
