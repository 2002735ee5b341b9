/** @odoo-module **/

import {EventBus, onWillUnmount, useExternalListener} from "@odoo/owl";
import {useBus, useService} from "@web/core/utils/hooks";
import {registry} from "@web/core/registry";

const CHANGED = "helpdesk.board/changed";

// Changes that come together are taken over together. What everybody's board asks for
// is spread over the second in which all take it over.
const FIRST_DELAY = 300;
const SPREAD = 700;

/** Tells boards of what the bus says of their cases. */
const helpdeskBoardChanges = {
    dependencies: ["bus_service"],
    start(env, {bus_service: busService}) {
        const changes = new EventBus();
        // Of a bus's subscriptions 17.0 ends none: there is one for all boards.
        busService.subscribe(CHANGED, (news) => changes.trigger("changed", news));
        return {changes, listen: () => busService.start()};
    },
};

registry.category("services").add("helpdesk_board_changes", helpdeskBoardChanges);

/**
 * Take over what others change while a board is looked at.
 *
 * @param {Object} board
 * @param {Function} board.isNews says of the ids of changed cases, and of whether one has
 *     gone that is not named any more, whether that is more than the board knows already
 * @param {Function} board.isBusy says whether somebody is in the middle of something
 * @param {Function} board.takeOver reads the board anew
 */
export function useBoardChanges({isNews, isBusy, takeOver}) {
    const {changes, listen} = useService("helpdesk_board_changes");
    let timer = null;
    let isMissed = false;

    const plan = () => {
        timer = timer || setTimeout(attempt, FIRST_DELAY + Math.random() * SPREAD);
    };
    const attempt = async () => {
        timer = null;
        if (document.hidden) {
            isMissed = true;
        } else if (isBusy()) {
            plan();
        } else {
            isMissed = false;
            // Nobody has asked for it: what is wrong is said to whoever does something.
            await takeOver().catch(() => null);
        }
    };

    listen();
    useBus(changes, "changed", ({detail: news}) => isNews(news) && plan());
    useExternalListener(document, "visibilitychange", () => {
        if (isMissed && !document.hidden) {
            plan();
        }
    });
    onWillUnmount(() => clearTimeout(timer));
}
