/** @odoo-module **/

import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useMove} from "./use_move.esm";

/** One button for each move that the user may make from here, named after what it does. */
export class HelpdeskMovesField extends Component {
    static template = "revo_helpdesk_stages.MovesField";
    static props = {...standardFieldProps};

    setup() {
        this.move = useMove();
    }

    get moves() {
        // A move with an action of its own has a button of its own, and so has the usual
        // one.
        const {data} = this.props.record;
        return data[this.props.name].records
            .map((move) => move.data)
            .filter((move) => !move.server_action_id)
            .filter((move) => move.to_stage_id[0] !== data.usual_target);
    }

    onClick(move) {
        return this.move(this.props.record, move.to_stage_id[0]);
    }
}

registry.category("fields").add("helpdesk_moves", {
    component: HelpdeskMovesField,
    supportedTypes: ["many2many"],
    additionalClasses: ["ms-1", "me-auto", "mb-0"],
    relatedFields: [
        {name: "name", type: "char"},
        {name: "to_stage_id", type: "many2one", relation: "helpdesk.ticket.stage"},
        {name: "server_action_id", type: "many2one", relation: "ir.actions.server"},
    ],
});
