/** @odoo-module **/

import {
    StatusBarDurationField,
    statusBarDurationField,
} from "@mail/views/fields/statusbar_duration/statusbar_duration_field";
import {registry} from "@web/core/registry";
import {useMove} from "./use_move.esm";

/** The status bar of a ticket: a click is a move, with the wizard where it asks for text. */
export class HelpdeskStagesField extends StatusBarDurationField {
    setup() {
        super.setup();
        this.move = useMove();
    }

    async selectItem(item) {
        if (!item.isSelected) {
            await this.move(this.props.record, item.value);
        }
    }
}

registry.category("fields").add("helpdesk_stages", {
    ...statusBarDurationField,
    component: HelpdeskStagesField,
    // The arrows of the status bar are drawn by its class.
    additionalClasses: ["o_field_statusbar"],
});
