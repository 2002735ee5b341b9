/** @odoo-module **/

import {browser} from "@web/core/browser/browser";
import {session} from "@web/session";

/**
 * What a person has done to the board at this screen: which columns are open, which one a
 * phone shows, and what had last changed in each when the person looked at it.
 *
 * It stays in the browser: a desk and a phone differ, looking at a board stores nothing on
 * the server, and who comes to another screen begins with the columns of the role.
 */
export class BoardMemory {
    constructor(userId) {
        this.key = `helpdesk_board:${session.db}:${userId}`;
        let kept = null;
        try {
            kept = JSON.parse(browser.localStorage.getItem(this.key));
        } catch {
            // Written by something else: begin anew.
        }
        Object.assign(this, {folds: {}, seen: {}, shown: null}, kept);
    }

    keep() {
        const {folds, seen, shown} = this;
        try {
            browser.localStorage.setItem(
                this.key,
                JSON.stringify({folds, seen, shown})
            );
        } catch {
            // No room, or not allowed: it is known as long as the board is open.
        }
    }

    /** Dates are texts of one form, which are in the order of time. */
    look(stageId, changed) {
        if (!this.seen[stageId] || changed > this.seen[stageId]) {
            this.seen[stageId] = changed;
        }
    }
}
