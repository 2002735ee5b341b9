PRODUCTS = [("app", "App"), ("back_office", "Back office")]

RELEASE_STATES = [
    ("planned", "Planned"),
    ("published", "Published"),
    ("withdrawn", "Withdrawn"),
]
