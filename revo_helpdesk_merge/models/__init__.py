from . import helpdesk_ticket_duplicates
from . import helpdesk_ticket_merged_readers
from . import helpdesk_ticket_merging
