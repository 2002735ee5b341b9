"""What the interface promises: its version, and the names that never change."""

#: The version of the document that describes it. What changes there without it fails a
#: test.
VERSION = "1.0.0"

#: The routing type of its requests, as Odoo calls it, and the app of the endpoint.
ROUTING_TYPE = "helpdesk_api"
APP = "helpdesk"

#: The scope of its keys among those of Odoo.
SCOPE = "revo_helpdesk_api"

#: How a key looks.
SECRET = r"^[0-9a-f]{40}$"

#: Where the WSGI environment keeps what is known of a request, also when it is tried
#: again.
MEMO = "revo_helpdesk_api.memo"

#: In bytes, how large the body of a request may be, files and all else.
LARGEST_UPLOAD = 26 * 1024 * 1024
LARGEST_BODY = 1024 * 1024

#: In bytes, from how large on a body waits on the disk.
KEPT_IN_MEMORY = 256 * 1024

PROBLEM_TYPE = "application/problem+json"
PROBLEMS = "urn:revo-helpdesk:problem:"
