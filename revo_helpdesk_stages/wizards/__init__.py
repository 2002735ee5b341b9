from . import helpdesk_absence_entry
from . import helpdesk_forget_client
from . import helpdesk_reseller_setup
from . import helpdesk_ticket_bulk
from . import helpdesk_ticket_clearing
from . import helpdesk_ticket_move
from . import helpdesk_ticket_redistribution
from . import helpdesk_ticket_wait
