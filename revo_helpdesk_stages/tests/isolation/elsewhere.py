"""What the vendor writes for itself beside the tickets."""

from .markers import marker


def write_elsewhere(env, staff, contact):
    """Write in a channel of all employees and on a contact that a reseller knows.

    :param staff: res.users of somebody of the vendor's
    :param contact: res.partner of a reseller's client
    """
    text = marker("vendor", "plant")
    channel = env["discuss.channel"].create(
        {
            "name": text,
            "description": text,
            "channel_type": "channel",
            "group_public_id": env.ref("base.group_user").id,
        }
    )
    for record in (channel, contact):
        record.with_user(staff).sudo().message_post(
            body=text,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[(f"{text}.txt", text.encode())],
        )
    env["ir.attachment"].with_user(staff).sudo().create(
        {
            "name": f"{text}.txt",
            "raw": text.encode(),
            "res_model": contact._name,
            "res_id": contact.id,
        }
    )
