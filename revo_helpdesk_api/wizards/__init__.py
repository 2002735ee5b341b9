from . import helpdesk_api_key_new
