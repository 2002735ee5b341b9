/** @odoo-module **/

import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/** Says beside a text that it is missing, once somebody has tried to go on without it. */
export class MissingText extends Component {
    static template = "revo_helpdesk_stages.MissingText";
    static props = {...standardWidgetProps, field: String};

    get isMissing() {
        return this.props.record.isFieldInvalid(this.props.field);
    }
}

registry.category("view_widgets").add("helpdesk_missing_text", {
    component: MissingText,
    extractProps: ({options}) => ({field: options.field}),
});
