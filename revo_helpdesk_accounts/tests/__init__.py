from . import test_call
from . import test_classification
from . import test_translations
