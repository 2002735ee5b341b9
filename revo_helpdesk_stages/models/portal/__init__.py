from . import helpdesk_form_receipt
from . import helpdesk_ticket_client_actions
from . import helpdesk_ticket_client_form
from . import helpdesk_ticket_client_status
from . import helpdesk_ticket_client_thread
from . import helpdesk_ticket_nudge
from . import mail_message
