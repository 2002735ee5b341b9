from . import test_policies_payload
from . import test_policies_release_dates
from . import test_policies_signature
from . import test_release_dates
from . import test_release_news
from . import test_releases
from . import test_tracker_client
from . import test_translations
