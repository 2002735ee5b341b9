"""The ways to files, by their ids and by their tokens."""

from .ways_rpc import call


def download(visitor, attachment):
    return visitor.get(f"/web/content/{attachment.id}")


def download_by_field(visitor, attachment):
    return visitor.get(f"/web/content/ir.attachment/{attachment.id}/datas")


def download_with_token(visitor, attachment):
    return visitor.get(
        f"/web/content/{attachment.id}?access_token={attachment.access_token}"
    )


def show(visitor, attachment):
    return visitor.get(f"/web/image/{attachment.id}")


def show_with_token(visitor, attachment):
    return visitor.get(
        f"/web/image/{attachment.id}?access_token={attachment.access_token}"
    )


def zip_files(visitor, attachment):
    return visitor.post(
        "/mail/attachment/zip", file_ids=attachment.id, zip_name="x.zip"
    )


def hand_on(visitor, attachment):
    """Attach somebody's file to a message of one's own."""
    own = visitor.own_ticket
    if not own:
        return None
    answer = call(
        visitor,
        own._name,
        "message_post",
        own.ids,
        body="Mine",
        message_type="comment",
        attachment_ids=attachment.ids,
    )
    return [answer, download(visitor, attachment)]


def delete_file(visitor, attachment):
    return visitor.post_json(
        "/mail/attachment/delete",
        attachment_id=attachment.id,
        access_token=attachment.access_token,
    )
