/** @odoo-module **/

import {Chatter} from "./chatter_component.esm";
import {onMounted} from "@odoo/owl";
import {patch} from "@web/core/utils/patch";

// What is to be written as soon as a ticket has been opened.
let asked = null;

/**
 * Have the chatter of a ticket, which is opened next, open its composer.
 *
 * @param {Number} ticketId
 * @param {String} kind message or note
 */
export function writeOn(ticketId, kind) {
    asked = {ticketId, kind};
}

patch(Chatter.prototype, {
    setup() {
        super.setup(...arguments);
        onMounted(() => {
            const {threadModel, threadId} = this.props;
            if (threadModel === "helpdesk.ticket" && threadId === asked?.ticketId) {
                this.toggleComposer(asked.kind);
            }
            asked = null;
        });
    },
});
