from . import helpdesk_ticket_indexes
