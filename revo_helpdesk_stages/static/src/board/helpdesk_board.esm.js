/** @odoo-module **/

import {RelationalModel} from "@web/model/relational_model/relational_model";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {registry} from "@web/core/registry";
import {inOneRequest} from "./one_request.esm";
import {TEXT_MISSING} from "../moves/text_missing.esm";

class HelpdeskBoardGroupList extends RelationalModel.DynamicGroupList {
    /**
     * A drop that only lacks its text opens the wizard at once. The card is back in its
     * column by then, and goes where the user dropped it when the wizard has moved it.
     */
    async moveRecord() {
        try {
            return await super.moveRecord(...arguments);
        } catch (error) {
            if (error.exceptionName !== TEXT_MISSING) {
                throw error;
            }
            await this.model.action.doAction(error.data.context.action, {
                onClose: () => this.model.load(),
            });
        }
    }
}

class HelpdeskBoardModel extends inOneRequest(RelationalModel) {
    static DynamicGroupList = HelpdeskBoardGroupList;
    // Odoo opens ten columns at load; the escalation pipeline has eleven open ones, and
    // one that stays unfolded when somebody has unfolded it.
    static MAX_NUMBER_OPENED_GROUPS = 12;
}

registry.category("views").add("helpdesk_board", {
    ...kanbanView,
    Model: HelpdeskBoardModel,
});
