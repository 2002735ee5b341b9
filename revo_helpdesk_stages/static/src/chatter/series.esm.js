/** @odoo-module **/

import {AttachmentList} from "@mail/core/common/attachment_list";
import {AudienceBadge} from "./audience_badge.esm";
import {ThreadService} from "@mail/core/common/thread_service";
import {patch} from "@web/core/utils/patch";

/** What the composer calls suggestions of canned answers. */
export const ANSWERS = "CannedResponse";

// In 17.0 what the server says of a thread is taken over field by field. In 19.0 this file
// is another one.
patch(ThreadService.prototype, {
    async fetchData(thread) {
        const result = await super.fetchData(...arguments);
        if (result.writing_options) {
            thread.writing_options = result.writing_options;
        }
        return result;
    },
});

AttachmentList.components = {...AttachmentList.components, AudienceBadge};
