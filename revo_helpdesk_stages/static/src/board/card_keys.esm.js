/** @odoo-module **/

import {onMounted, onWillUnmount, useEnv} from "@odoo/owl";
import {BoardKeysDialog, MovesDialog} from "./board_dialogs.esm";
import {useService} from "@web/core/utils/hooks";
import {writeOn} from "../chatter/writing.esm";

const STAGE = {fields: {display_name: {}}};
const MOVES = {
    display_name: {},
    pipeline: {},
    stage_id: STAGE,
    selectable_stage_ids: STAGE,
    move_ids: {fields: {name: {}, requires: {}, to_stage_id: STAGE}},
};

/**
 * Let one key work on the card that has the focus. Arrows and Enter are Odoo's own; keys
 * with Ctrl, Alt or Meta are, too, and whoever types is on no card.
 *
 * @param {Object} rootRef of the board
 * @param {Object} board
 * @param {Function} board.getRecord
 * @param {Function} board.openRecord
 * @param {Object} board.facts what the server says of moves
 */
export function useCardKeys(rootRef, {getRecord, openRecord, facts}) {
    const env = useEnv();
    const orm = useService("orm");
    const action = useService("action");
    const dialog = useService("dialog");

    const refresh = () => env.helpdeskBoard.refresh();
    const move = async (ticket, stageId) => {
        if (ticket.pipeline !== "escalation") {
            await orm.write("helpdesk.ticket", [ticket.id], {stage_id: stageId});
            return refresh();
        }
        const args = [[ticket.id], stageId];
        const wizard = await orm.call("helpdesk.ticket", "action_move", args);
        return wizard ? action.doAction(wizard, {onClose: refresh}) : refresh();
    };
    const chooseMove = async ({resId}) => {
        const [ticket] = await orm.call("helpdesk.ticket", "web_read", [[resId]], {
            specification: MOVES,
        });
        dialog.add(MovesDialog, {
            ticket,
            asks: facts.asks,
            move: (stageId) => move(ticket, stageId),
        });
    };
    const write = (kind) => (record) => {
        writeOn(record.resId, kind);
        return openRecord(record);
    };
    const keys = {
        m: chooseMove,
        a: async ({resId}) => {
            await orm.call("helpdesk.ticket", "assign_to_me", [[resId]]);
            await refresh();
        },
        r: write(facts.client),
        n: write("note"),
        "?": () => dialog.add(BoardKeysDialog),
    };

    const onKeydown = (ev) => {
        const isPlain = !(ev.ctrlKey || ev.altKey || ev.metaKey || ev.repeat);
        const isCard = ev.target.classList.contains("o_kanban_record");
        const record = isPlain && isCard && getRecord(ev.target.dataset.id);
        // By what it writes, as "?" is elsewhere on each keyboard; also with capitals on.
        const act = keys[ev.key.toLowerCase()];
        if (record && act) {
            ev.preventDefault();
            ev.stopPropagation();
            act(record);
        }
    };
    let board = null;
    onMounted(() => {
        board = rootRef.el;
        board.addEventListener("keydown", onKeydown);
    });
    onWillUnmount(() => board.removeEventListener("keydown", onKeydown));
}
