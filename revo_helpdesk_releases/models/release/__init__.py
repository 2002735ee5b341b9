from . import helpdesk_release
from . import helpdesk_release_dates
from . import helpdesk_release_mail
from . import helpdesk_release_publishing
from . import helpdesk_release_run
from . import helpdesk_ticket_release
from . import helpdesk_ticket_release_entry
from . import resource_calendar
