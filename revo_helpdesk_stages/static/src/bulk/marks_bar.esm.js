/** @odoo-module **/

import {Component, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

const MODULE = "revo_helpdesk_stages";

/** What can be done with the marked cards, at the foot of the screen. */
class MarksBar extends Component {
    static template = "revo_helpdesk_stages.MarksBar";
    static props = {};

    setup() {
        this.marks = useState(useService("helpdesk_marks"));
        this.action = useService("action");
    }

    get count() {
        return this.marks.ids.size;
    }

    /**
     * @param {String} name of the action, which asks for the rest
     */
    async open(name) {
        const ids = [...this.marks.ids];
        const {board} = this.marks;
        await this.action.doAction(`${MODULE}.${name}`, {
            additionalContext: {
                active_model: "helpdesk.ticket",
                active_id: ids[0],
                active_ids: ids,
            },
            onClose: async (infos) => {
                // Who has thought better of it has them marked still.
                if (!infos?.special) {
                    this.marks.clear();
                    await board.load();
                }
            },
        });
    }
}

registry.category("main_components").add("HelpdeskMarksBar", {Component: MarksBar});
