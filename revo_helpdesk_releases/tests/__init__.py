from . import test_policies_signature
from . import test_translations
