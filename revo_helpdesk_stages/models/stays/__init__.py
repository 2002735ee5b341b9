from . import helpdesk_ticket_backfill
from . import helpdesk_ticket_figures
from . import helpdesk_ticket_first_answer
from . import helpdesk_ticket_stay
from . import helpdesk_ticket_stay_backfill
from . import helpdesk_ticket_stay_counts
from . import helpdesk_ticket_stay_past
