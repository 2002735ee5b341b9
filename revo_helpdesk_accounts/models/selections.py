"""The closed vocabularies of account teams."""

REQUEST_TYPES = [
    ("support", "Support"),
    ("change", "Change"),
    ("consulting", "Consulting"),
]
