/** @odoo-module **/

import {onMounted, useEffect} from "@odoo/owl";
import {Chatter} from "./chatter_component.esm";
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
        const isAsked = () =>
            this.props.threadModel === "helpdesk.ticket" &&
            this.props.threadId === asked?.ticketId;
        onMounted(() => {
            // Another ticket has been opened instead.
            asked = isAsked() ? asked : null;
        });
        // Nobody writes before the buttons say who will read it.
        useEffect(
            (isReady) => {
                if (isReady && isAsked()) {
                    this.toggleComposer(asked.kind);
                    asked = null;
                }
            },
            () => [Boolean(this.state.thread?.writing_options)]
        );
    },
});
