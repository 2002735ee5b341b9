"""What a stage is for, told from what OCA's helpdesk says of it, and back."""


def classify_plain_stage(closed, unattended):
    """Return the phase and the party waited on of a stage that has none yet.

    Used for the stages that a database had before the support line was installed. They
    all serve the direct pipeline.

    :param bool closed: the stage ends a ticket
    :param bool unattended: nobody has looked at a ticket in this stage yet
    :return: ``(phase, waiting_on)``
    """
    if closed:
        return "resolved", "nobody"
    if unattended:
        return "backlog", "support"
    return "in_progress", "support"


# Where a ticket goes when the support line is uninstalled: phase -> stage of
# `helpdesk_mgmt`.
PLAIN_STAGE_BY_PHASE = {
    "backlog": "helpdesk_mgmt.helpdesk_ticket_stage_new",
    "in_progress": "helpdesk_mgmt.helpdesk_ticket_stage_in_progress",
    "waiting": "helpdesk_mgmt.helpdesk_ticket_stage_awaiting",
    "confirmation": "helpdesk_mgmt.helpdesk_ticket_stage_awaiting",
    "resolved": "helpdesk_mgmt.helpdesk_ticket_stage_done",
    "canceled": "helpdesk_mgmt.helpdesk_ticket_stage_cancelled",
}
