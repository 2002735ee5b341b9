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
