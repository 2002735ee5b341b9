from . import helpdesk_known_problem
from . import helpdesk_problem_answer
from . import helpdesk_problem_answering
from . import helpdesk_problem_cases
from . import helpdesk_problem_client
from . import helpdesk_ticket_problem
from . import res_company
from . import res_config_settings
