/** @odoo-module **/

import {KanbanController} from "@web/views/kanban/kanban_controller";
import {RelationalModel} from "@web/model/relational_model/relational_model";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {registry} from "@web/core/registry";
import {inOneRequest} from "./one_request.esm";
import {TEXT_MISSING} from "../moves/text_missing.esm";
import {useBoardChanges} from "./changes.esm";
import {withMarks} from "../bulk/marked_cards.esm";

// Milliseconds within which the bus has told of a move that was made here.
const OWN_MOVE_TOLD_WITHIN = 1000;
const SCROLLED = ".o_content, .o_kanban_renderer, .o_kanban_group";

class HelpdeskBoardGroupList extends RelationalModel.DynamicGroupList {
    /**
     * A drop that only lacks its text opens the wizard at once. The card is back in its
     * column by then, and goes where the user dropped it when the wizard has moved it.
     */
    async moveRecord(dataRecordId, dataGroupId, refId, targetGroupId) {
        // The others of the column get another place in it.
        const column = this.groups.find(({id}) => id === targetGroupId);
        const moved = [
            this.records.find(({id}) => id === dataRecordId),
            ...column.list.records,
        ].map(({resId}) => resId);
        moved.forEach((resId) => this.model.moved.add(resId));
        try {
            return await super.moveRecord(...arguments);
        } catch (error) {
            if (error.exceptionName !== TEXT_MISSING) {
                throw error;
            }
            await this.model.action.doAction(error.data.context.action, {
                onClose: () => this.model.load(),
            });
        } finally {
            setTimeout(
                () => moved.forEach((resId) => this.model.moved.delete(resId)),
                OWN_MOVE_TOLD_WITHIN
            );
        }
    }
}

class HelpdeskBoardModel extends inOneRequest(RelationalModel) {
    static DynamicGroupList = HelpdeskBoardGroupList;
    // Odoo opens ten columns at load; the escalation pipeline has eleven open ones, and
    // one that stays unfolded when somebody has unfolded it.
    static MAX_NUMBER_OPENED_GROUPS = 12;

    setup() {
        super.setup(...arguments);
        // Cards that were moved here, and stand where the server has put them.
        this.moved = new Set();
    }
}

class HelpdeskBoardController extends KanbanController {
    setup() {
        super.setup();
        useBoardChanges({
            isNews: (ids) => !ids.every((id) => this.model.moved.has(id)),
            isBusy: () => this.isInUse,
            takeOver: () => this.takeOver(),
        });
    }

    /**
     * A card that is being drawn, a column that is being named and a menu that is open
     * would be gone under the user's hands.
     */
    get isInUse() {
        const board = this.rootRef.el;
        return Boolean(
            this.quickCreateState.groupId ||
                board.querySelector(".o_dragged, .o_column_quick_create input, .show")
        );
    }

    /**
     * All cards are drawn anew: the board stays where it was scrolled to, and who stands
     * on a card with the keyboard stays on it.
     */
    async takeOver() {
        const focused = document.activeElement?.closest(".o_kanban_record");
        const resId = this.findCard(({id}) => id === focused?.dataset.id)?.resId;
        const places = this.scrolled.map(({scrollLeft, scrollTop}) => ({
            scrollLeft,
            scrollTop,
        }));
        await this.model.load();
        this.model.useSampleModel = false;
        await nextFrame();
        this.scrolled.forEach((element, index) =>
            Object.assign(element, places[index])
        );
        const card = resId && this.findCard((record) => record.resId === resId);
        if (card) {
            this.rootRef.el.querySelector(`[data-id="${card.id}"]`)?.focus();
        }
    }

    get scrolled() {
        const board = this.rootRef.el;
        return board ? [...board.querySelectorAll(SCROLLED)] : [];
    }

    findCard(isCard) {
        return (this.model.root.records || []).find(isCard);
    }
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

registry.category("views").add("helpdesk_board", {
    ...kanbanView,
    Controller: HelpdeskBoardController,
    Model: HelpdeskBoardModel,
    Renderer: withMarks(kanbanView.Renderer),
});
