from importlib.util import find_spec

#: How many queries it costs more that one webhook is told of what happens.
COSTS = (
    {"move": 8, "note": 10, "open": 7}
    if find_spec("odoo.orm")
    else {"move": 9, "note": 10, "open": 8}
)
