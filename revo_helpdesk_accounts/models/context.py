"""What our own code says in the context, as in ``revo_helpdesk_stages``."""

# A ticket moves on from a backlog in the name of those who work there.
MOVES_ON = "helpdesk_moves_on"
