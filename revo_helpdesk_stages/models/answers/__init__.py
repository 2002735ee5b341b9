from . import canned_answer
from . import helpdesk_ticket_answer_values
from . import helpdesk_ticket_answers
from . import mail_compose_message
