from . import helpdesk_report
from . import timesheets_analysis_report
