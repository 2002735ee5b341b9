from . import helpdesk_report
