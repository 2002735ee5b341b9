/** @odoo-module **/

import {Component, onMounted, useRef} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";

/** The moves that are open to the ticket of a card, one button each. */
export class MovesDialog extends Component {
    static template = "revo_helpdesk_stages.MovesDialog";
    static components = {Dialog};
    static props = {ticket: Object, asks: Object, move: Function, close: Function};

    setup() {
        const list = useRef("moves");
        // Whoever comes by a key chooses by a key.
        onMounted(() => list.el.querySelector("button")?.focus());
    }

    get title() {
        return _t("Move %s", this.props.ticket.display_name);
    }

    get moves() {
        const {ticket, asks} = this.props;
        const moves = ticket.move_ids.map(({name, requires, to_stage_id: stage}) => ({
            id: stage.id,
            name,
            stage: stage.display_name,
            asked: requires !== "nothing" && asks[requires],
        }));
        const known = new Set([ticket.stage_id.id, ...moves.map(({id}) => id)]);
        const free = ticket.selectable_stage_ids.filter(({id}) => !known.has(id));
        return [
            ...moves,
            ...free.map(({id, display_name: name}) => ({
                id,
                name,
                // Where no row of the table leads, a manager says why.
                asked: ticket.pipeline === "escalation" && asks.reason,
            })),
        ];
    }

    choose({id}) {
        this.props.close();
        return this.props.move(id);
    }
}

/** What the keys do on a card. */
export class BoardKeysDialog extends Component {
    static template = "revo_helpdesk_stages.BoardKeysDialog";
    static components = {Dialog};
    static props = {close: Function};

    get title() {
        return _t("Keys of the board");
    }

    get keys() {
        return [
            ["← ↑ → ↓", _t("Go to another card")],
            ["Enter", _t("Open the ticket")],
            ["m", _t("Move it to another stage")],
            ["a", _t("Assign it to me")],
            ["r", _t("Write to the client, or to whoever serves the client")],
            ["n", _t("Write a note")],
            ["?", _t("Show these keys")],
        ];
    }
}
