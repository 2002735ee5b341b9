from odoo.addons.revo_helpdesk_stages.tests.requirements import HYPOTHESIS
from . import test_requirements
from . import test_translations
from .classification import test_account_task
from .classification import test_call
from .classification import test_classification
from .classification import test_timesheet_report
from .classification import test_tour_accounts
from .days import test_tour_client
from .days import test_tour_leader
from .details import test_details
from .details import test_details_request
from .details import test_forgetting
from .details import test_portal_details
from .details import test_portal_form
from .priority import test_immediate
from .priority import test_inflation
from .priority import test_priority_report
from .priority import test_triage
from .splitting import test_splitting
from .splitting import test_splitting_access
from .splitting import test_splitting_mail
from .splitting import test_splitting_portal
from .turns import test_excess
from .turns import test_queue
from .turns import test_turns
from .turns import test_turns_concurrent
from .turns import test_working_stage

# What tries generated examples: see test_requirements.
if HYPOTHESIS:
    from .details import test_policies_details
    from .priority import test_policies_inflation
    from .turns import test_policies_turns
