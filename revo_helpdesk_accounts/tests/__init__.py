from . import test_call
from . import test_classification
