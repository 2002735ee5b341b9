/** @odoo-module **/

import {AttachmentList} from "@mail/core/common/attachment_list";
import {AudienceBadge} from "./audience_badge.esm";
import {Message} from "@mail/core/common/message_model";
import {Thread} from "@mail/core/common/thread_model";
import {composerActionsRegistry} from "@mail/core/common/composer_actions";
import {patch} from "@web/core/utils/patch";

/** What the composer calls suggestions of canned answers. */
export const ANSWERS = "mail.canned.response";

/** Whether the role of the author says who is told, not the author. */
function isAddressed(thread) {
    return thread?.writing_options?.message.is_addressed;
}

// In 19.0 what the server says of a thread is taken over by itself. In 17.0 this file is
// another one.
patch(Thread.prototype, {
    setup() {
        super.setup(...arguments);
        this.writing_options = undefined;
    },
});

Object.assign(AttachmentList.components, {AudienceBadge});

const expand = composerActionsRegistry.get("open-full-composer");
const {condition} = expand;
expand.condition = (parameters) =>
    parameters.owner.mayExpand && condition.call(expand, parameters);

// To forward a message or to reply to all opens Odoo's full composer, too.
patch(Message.prototype, {
    canForward(thread) {
        return !isAddressed(thread) && super.canForward(...arguments);
    },
});
