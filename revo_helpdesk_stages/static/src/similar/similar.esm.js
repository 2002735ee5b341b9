/** @odoo-module **/

import {Component, useEffect, useExternalListener, useRef, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useDebounced} from "@web/core/utils/timing";
import {useService} from "@web/core/utils/hooks";

// Milliseconds after which somebody who types has paused.
const PAUSE = 500;
// A title of fewer letters says nothing yet.
const LEAST = 5;

/**
 * What is like a ticket. Beside one that is there already it is asked for when this is shown,
 * which is when somebody opens its page; while one is being written, after each pause in the
 * title.
 */
export class HelpdeskSimilar extends Component {
    static template = "revo_helpdesk_stages.Similar";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.root = useRef("root");
        this.state = useState({similar: null});
        this.asked = 0;
        this.searchSoon = useDebounced((title) => this.search(title), PAUSE);
        useExternalListener(document, "input", ({target}) => this.onInput(target), {
            capture: true,
        });
        useEffect(
            (resId) => {
                this.state.similar = null;
                if (resId) {
                    this.search();
                }
            },
            () => [this.props.record.resId]
        );
    }

    get isNew() {
        return !this.props.record.resId;
    }

    get isEmpty() {
        const found = Object.values(this.state.similar).filter(Array.isArray);
        return !found.some((rows) => rows.length);
    }

    onInput(target) {
        const form = this.root.el?.closest(".o_form_view");
        if (this.isNew && form?.contains(target) && target.closest("[name=name]")) {
            this.searchSoon(target.value);
        }
    }

    async search(title = "") {
        const {record} = this.props;
        this.asked += 1;
        const {asked} = this;
        if (this.isNew && title.trim().length < LEAST) {
            this.state.similar = null;
            return;
        }
        const said = this.isNew ? [title, String(record.data.description || "")] : [];
        const ids = this.isNew ? [] : [record.resId];
        const similar = await this.orm.silent.call(record.resModel, "get_similar", [
            ids,
            ...said,
        ]);
        // Whoever types on has asked for something else meanwhile.
        if (asked === this.asked) {
            this.state.similar = similar;
        }
    }

    getAddress(model, {id}) {
        return `/web#id=${id}&model=${model}&view_type=form`;
    }

    /** Cancel this ticket, with the other one chosen in which it goes on. */
    async cancelAsDuplicate(original) {
        const {record} = this.props;
        if (!(await record.save())) {
            return;
        }
        const wizard = await this.orm.call(
            record.resModel,
            "action_cancel_as_duplicate",
            [[record.resId], original.id]
        );
        await this.action.doAction(wizard, {onClose: () => record.load()});
    }
}

registry.category("view_widgets").add("helpdesk_similar", {
    component: HelpdeskSimilar,
});
