from . import helpdesk_ticket_similar
