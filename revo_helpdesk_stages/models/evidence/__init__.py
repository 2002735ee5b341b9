from . import helpdesk_check
from . import helpdesk_ticket
from . import helpdesk_ticket_escalation
from . import helpdesk_ticket_languages
from . import mail_message
