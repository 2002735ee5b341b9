/** @odoo-module **/

import {reactive} from "@odoo/owl";
import {registry} from "@web/core/registry";

/** The cards that a person has marked on a board, to do something with all of them. */
class Marks {
    constructor() {
        this.ids = new Set();
        this.board = null;
    }

    has(resId) {
        return this.ids.has(resId);
    }

    get isEmpty() {
        return !this.ids.size;
    }

    /**
     * @param {Object} board the model of the board, which is read anew afterwards
     * @param {Number} resId
     */
    toggle(board, resId) {
        if (this.board !== board) {
            this.clear();
            this.board = board;
        }
        if (!this.ids.delete(resId)) {
            this.ids.add(resId);
        }
    }

    clear() {
        this.ids.clear();
    }

    /** What was marked on a board that is left is not marked any more. */
    leave(board) {
        if (this.board === board) {
            this.clear();
            this.board = null;
        }
    }
}

registry.category("services").add("helpdesk_marks", {
    start: () => reactive(new Marks()),
});
