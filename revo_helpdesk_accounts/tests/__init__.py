from . import test_call
from . import test_classification
from . import test_immediate
from . import test_inflation
from . import test_policies_inflation
from . import test_priority_report
from . import test_translations
from . import test_triage
