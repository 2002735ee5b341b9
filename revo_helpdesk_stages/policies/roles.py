"""The roles in which people open, move and write, as sets that rules ask for."""

# In which somebody of the staff moves a ticket of the line.
STAFF_ACTORS = ("reseller", "support", "development", "manager")

# In which somebody of the staff opens a ticket: an employee may have no role in it.
STAFF_OPENERS = (*STAFF_ACTORS, "staff")

# In which somebody writes for the house that the client deals with.
STAFF_WRITERS = frozenset({*STAFF_ACTORS, "direct"})

# In which somebody writes for the vendor.
VENDOR_WRITERS = frozenset({"support", "development", "manager"})
