"""What counts as an answer to the person who opened a ticket.

Source: "Un correo tiene un máximo de 4 horas para ser contestado" of the customer care
guide.
"""

from .roles import STAFF_WRITERS, VENDOR_WRITERS


def is_asked_by_reseller(pipeline, origin):
    """Return whether a reseller waits for the vendor, or else a client for the
    staff.
    """
    return pipeline == "escalation" and origin == "reseller"


def is_answer(pipeline, origin, writer, audience):
    """Return whether words answer who opened the ticket.

    :param str pipeline: escalation or direct
    :param str origin: who opened the ticket: client or reseller
    :param writer: the role in which the author wrote
    :param audience: who may read it: client, reseller or vendor
    """
    if is_asked_by_reseller(pipeline, origin):
        return writer in VENDOR_WRITERS and audience in ("client", "reseller")
    return writer in STAFF_WRITERS and audience == "client"
