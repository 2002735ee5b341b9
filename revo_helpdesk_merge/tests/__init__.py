from . import test_merged_readers
from . import test_merging
from . import test_merging_found
from . import test_merging_refused
from . import test_translations
