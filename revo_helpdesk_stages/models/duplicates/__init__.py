from . import helpdesk_ticket_duplicate_words
from . import helpdesk_ticket_duplicates
from . import helpdesk_ticket_linking
