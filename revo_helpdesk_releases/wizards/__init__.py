from . import helpdesk_ticket_move
