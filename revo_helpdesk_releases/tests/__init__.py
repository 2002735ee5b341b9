from . import test_policies_payload
from . import test_policies_signature
from . import test_tracker_client
from . import test_translations
