/** @odoo-module **/

import {Component, onMounted, onWillUnmount, xml} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

// Milliseconds between two looks.
const EVERY = 2000;

/**
 * Reads a release anew while a job works on it: the form shows how far it is, and what
 * became of it, by itself. What somebody is writing in it meanwhile stays.
 */
class ReleaseProgress extends Component {
    static template = xml`<span/>`;
    static props = {...standardWidgetProps};

    setup() {
        onMounted(() => this.plan());
        onWillUnmount(() => {
            clearTimeout(this.timer);
            this.isGone = true;
        });
    }

    plan() {
        if (!this.isGone) {
            this.timer = setTimeout(() => this.look(), EVERY);
        }
    }

    async look() {
        const {record} = this.props;
        if (!document.hidden && !(await record.isDirty())) {
            // Nobody has asked for it: what is wrong is said to whoever does something.
            await record.load().catch(() => null);
        }
        this.plan();
    }
}

registry.category("view_widgets").add("helpdesk_release_progress", {
    component: ReleaseProgress,
});
