"""Started by ./dev in Odoo's environment: Odoo. `python -m odoo` could not start its
second process, which is started by the path of the first one's script: in that folder
Odoo's modules stand in for Python's own."""

from odoo.cli import main

if __name__ == "__main__":
    main()
