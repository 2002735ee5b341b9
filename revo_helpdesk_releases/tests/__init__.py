from odoo.addons.revo_helpdesk_stages.tests.requirements import HYPOTHESIS
from . import test_requirements
from . import test_translations
from .problems import test_answers
from .problems import test_known_problems
from .problems import test_portal_problems
from .problems import test_tour_problems
from .problems import test_similar_problems
from .problems import test_tour_similar_problems
from .products import test_checks
from .products import test_policies_versions
from .products import test_portal_product
from .products import test_products
from .products import test_tour_products
from .release import test_publishing
from .release import test_publishing_concurrent
from .release import test_release_dates
from .release import test_release_entry
from .release import test_release_news
from .release import test_releases
from .release import test_tour_releases
from .tracker import test_forgetting
from .tracker import test_tracker_client
from .tracker import test_tracker_concurrent
from .tracker import test_tracker_delivery
from .tracker import test_tracker_events
from .tracker import test_tracker_handover

# What tries generated examples: see test_requirements.
if HYPOTHESIS:
    from .release import test_policies_release_dates
    from .tracker import test_policies_payload
    from .tracker import test_policies_signature
    from .tracker import test_policies_tracker_events
