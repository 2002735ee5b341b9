from . import helpdesk_api_answer
from . import helpdesk_api_mark
from . import helpdesk_api_problem
