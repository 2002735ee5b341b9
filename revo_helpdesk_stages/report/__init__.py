from . import helpdesk_report
from . import helpdesk_ticket_overview
from . import helpdesk_stay_report
from . import helpdesk_ticket_report
from . import helpdesk_effort_report
from . import helpdesk_flow_report
from . import helpdesk_overview
from . import timesheets_analysis_report
