from . import helpdesk_ticket_acknowledgement
from . import helpdesk_ticket_client_mail
from . import helpdesk_ticket_gateway
from . import helpdesk_ticket_long_mail
from . import helpdesk_ticket_notification
from . import helpdesk_ticket_resolution
from . import helpdesk_ticket_team
from . import mail_thread
