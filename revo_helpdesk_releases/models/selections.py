"""The closed vocabularies of releases."""

PRODUCTS = [("app", "App"), ("back_office", "Back office")]

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
