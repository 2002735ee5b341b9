/** @odoo-module **/

import {isTicket, noteKind} from "./answers.esm";
import {Composer} from "@mail/core/common/composer";
import {Readers} from "./readers.esm";
import {patch} from "@web/core/utils/patch";
import {useEffect} from "@odoo/owl";

Object.assign(Composer.components, {Readers});

/** Words on tickets: what is written says what the button said that opened it. */
patch(Composer.prototype, {
    setup() {
        super.setup(...arguments);
        // Whose answers are offered, and what they may say, is for who will read them.
        useEffect(
            (kind) => {
                if (isTicket(this.thread)) {
                    noteKind(this.thread, kind);
                }
            },
            () => [this.props.type === "note" ? "note" : "message"]
        );
    },
    /** What is filled in for one ticket is not kept as the answer itself. */
    get navigableListProps() {
        const props = super.navigableListProps;
        if (!isTicket(this.thread)) {
            return props;
        }
        const options = props.options.map((option) => ({
            ...option,
            cannedResponse: undefined,
        }));
        return {...props, options};
    },
    /** What the server says of the kind of text that is being written on a ticket. */
    get writingOption() {
        const kind = this.props.type === "note" ? "note" : "message";
        return this.message ? undefined : this.thread?.writing_options?.[kind];
    },
    /**
     * Odoo's full composer offers recipients and templates, and does not know who reads:
     * in the line the role of the author decides that. A direct team writes e-mails.
     */
    get mayExpand() {
        return (
            this.thread?.model !== "helpdesk.ticket" ||
            this.writingOption?.is_addressed === false
        );
    },
    get SEND_TEXT() {
        return this.writingOption?.label ?? super.SEND_TEXT;
    },
    get placeholder() {
        const label = this.writingOption?.label;
        return label ? `${label}…` : super.placeholder;
    },
});
