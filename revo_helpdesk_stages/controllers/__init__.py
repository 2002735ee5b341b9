from . import portal_account
from . import avatars
from . import dataset
from . import portal_list
from . import portal_ticket
from . import portal_people
from . import portal_intake
