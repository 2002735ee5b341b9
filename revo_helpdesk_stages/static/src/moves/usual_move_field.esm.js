/** @odoo-module **/

import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useMove} from "./use_move.esm";

/** The one button for what is usually done next with a ticket. */
export class HelpdeskUsualMoveField extends Component {
    static template = "revo_helpdesk_stages.UsualMoveField";
    static props = {...standardFieldProps};

    setup() {
        this.move = useMove();
    }

    get label() {
        return this.props.record.data.usual_label;
    }

    onClick() {
        return this.move(this.props.record, this.props.record.data[this.props.name]);
    }
}

registry.category("fields").add("helpdesk_usual_move", {
    component: HelpdeskUsualMoveField,
    supportedTypes: ["integer"],
    additionalClasses: ["o_helpdesk_usual", "mb-0"],
    fieldDependencies: [{name: "usual_label", type: "char"}],
});
