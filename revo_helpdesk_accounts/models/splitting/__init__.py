from . import helpdesk_ticket_splitting
