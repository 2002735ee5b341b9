/** @odoo-module **/

import {browser} from "@web/core/browser/browser";
import {session} from "@web/session";

const PREFIX = "helpdesk_draft";
const MAX_DRAFTS = 20;

/**
 * What was typed in a window and not sent, by what the window does, with which tickets and
 * which stage: in this browser alone, as nobody else is to read what somebody has not sent.
 *
 * @param {String} resModel of the window
 * @param {Object} context of the window, which says whose text it is
 * @returns {Object} with `read`, `write` and `drop`; `texts` are HTML by the name of a
 *     field, `answers` what came of checks, by their ids
 */
export function getDraft(
    resModel,
    {uid, default_ticket_ids: ticketIds, default_stage_id: stageId}
) {
    const prefix = `${PREFIX}:${session.db}:${uid}:`;
    const ids = [...(ticketIds || [])].sort().join();
    const key = `${prefix}${resModel}:${ids}:${stageId || ""}`;
    const storage = browser.localStorage;
    return {
        read() {
            try {
                const {texts = {}, answers = {}} = JSON.parse(storage.getItem(key));
                return {texts, answers};
            } catch {
                return {texts: {}, answers: {}};
            }
        },
        write(texts, answers) {
            try {
                const written = Date.now();
                storage.setItem(key, JSON.stringify({texts, answers, written}));
                forgetOldest(storage, prefix);
            } catch {
                // No room, or not allowed: the window still has it.
            }
        },
        drop() {
            storage.removeItem(key);
        },
    };
}

function forgetOldest(storage, prefix) {
    const written = (key) => JSON.parse(storage.getItem(key))?.written || 0;
    Object.keys(storage)
        .filter((key) => key.startsWith(prefix))
        .sort((one, other) => written(other) - written(one))
        .slice(MAX_DRAFTS)
        .forEach((key) => storage.removeItem(key));
}
