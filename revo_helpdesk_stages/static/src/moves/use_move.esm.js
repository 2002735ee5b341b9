/** @odoo-module **/

import {useService} from "@web/core/utils/hooks";

/**
 * Moves the ticket of a form to another stage. The server answers with the wizard where the
 * move asks for a text.
 *
 * @returns {Function} async (record, stageId)
 */
export function useMove() {
    const orm = useService("orm");
    const action = useService("action");
    return async (record, stageId) => {
        if (!(await record.save())) {
            return;
        }
        const wizard = await orm.call(record.resModel, "action_move", [
            [record.resId],
            stageId,
        ]);
        if (wizard) {
            await action.doAction(wizard, {onClose: () => record.load()});
        } else {
            await record.load();
        }
    };
}
