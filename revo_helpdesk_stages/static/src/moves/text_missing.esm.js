/** @odoo-module **/

import {RedirectWarningDialog} from "@web/core/errors/error_dialogs";
import {registry} from "@web/core/registry";

/** The server's error for a legal move that lacks its text. */
export const TEXT_MISSING = "odoo.addons.revo_helpdesk_stages.exceptions.TextMissing";

/** Says what is missing, with a button to where it is written. */
export class TextMissingDialog extends RedirectWarningDialog {
    setup() {
        super.setup();
        const {action, button} = this.props.data.context;
        this.actionId = action;
        this.buttonText = button;
    }
}

registry.category("error_dialogs").add(TEXT_MISSING, TextMissingDialog);
registry
    .category("error_dialogs")
    .add("odoo.addons.revo_helpdesk_stages.exceptions.PlaceMissing", TextMissingDialog);
