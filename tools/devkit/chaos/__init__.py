"""What ./dev chaos is made of: people who work on tickets, what breaks meanwhile, and
what has to hold afterwards."""
