/** @odoo-module **/

import {RedirectWarningDialog} from "@web/core/errors/error_dialogs";
import {registry} from "@web/core/registry";

/** The server's error for a legal move that lacks its text. */
export const TEXT_MISSING = "odoo.addons.revo_helpdesk_stages.exceptions.TextMissing";

// Its arguments are those of a redirect warning: message, action, label of the button.
registry.category("error_dialogs").add(TEXT_MISSING, RedirectWarningDialog);
