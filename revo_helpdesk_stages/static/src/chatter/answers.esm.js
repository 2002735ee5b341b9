/** @odoo-module **/

import {ANSWERS} from "./series.esm";
import {SuggestionService} from "@mail/core/common/suggestion_service";
import {_t} from "@web/core/l10n/translation";
import {cleanTerm} from "@mail/utils/common/format";
import {patch} from "@web/core/utils/patch";

// Note or message: what is just being written on a ticket.
const kinds = new Map();

export function isTicket(thread) {
    return thread?.model === "helpdesk.ticket" && Boolean(thread.id);
}

export function noteKind(thread, kind) {
    kinds.set(thread.id, kind);
}

/**
 * What was typed after two colons: 17.0 knows delimiters of one sign alone.
 *
 * @returns {String|undefined}
 */
function getAsked({delimiter, term}, thread) {
    if (!isTicket(thread)) {
        return undefined;
    }
    const typed = `${delimiter}${term}`;
    return typed.startsWith("::") ? typed.slice(2) : undefined;
}

/** After two colons the server offers answers, filled in for this ticket and its readers. */
patch(SuggestionService.prototype, {
    getSupportedDelimiters(thread) {
        const known = super.getSupportedDelimiters(...arguments);
        const isKnown = known.some(([delimiter]) => delimiter === "::");
        return !isTicket(thread) || isKnown ? known : [...known, [":"]];
    },
    async fetchSuggestions(search, {thread} = {}) {
        const asked = getAsked(search, thread);
        if (asked === undefined) {
            return super.fetchSuggestions(...arguments);
        }
        const key = `${thread.id}:${kinds.get(thread.id)}`;
        if (asked && this.ticketAnswers?.key === key) {
            return;
        }
        const rows = await this.orm.silent.call("helpdesk.ticket", "get_answers", [
            [thread.id],
            kinds.get(thread.id),
        ]);
        this.ticketAnswers = {key, rows};
        if (!rows.length) {
            this.env.services.notification.add(
                _t(
                    "There are no answers yet. Keep one from the menu of a message: Keep as an answer."
                ),
                {type: "info"}
            );
        }
    },
    searchSuggestions(search, {thread} = {}) {
        const asked = getAsked(search, thread);
        if (asked === undefined) {
            return super.searchSuggestions(...arguments);
        }
        const key = `${thread.id}:${kinds.get(thread.id)}`;
        const rows = this.ticketAnswers?.key === key ? this.ticketAnswers.rows : [];
        const term = cleanTerm(asked);
        const found = () => rows.filter(({source}) => cleanTerm(source).includes(term));
        // Each series has its own name for them.
        return {
            type: ANSWERS,
            suggestions: found(),
            mainSuggestions: found(),
            extraSuggestions: [],
        };
    },
});

/**
 * Whether somebody has written a message on a ticket, which can be kept.
 */
export function mayKeep(message) {
    return (
        Boolean(message.audience) && isTicket(message.originThread || message.thread)
    );
}

/** Begin a new answer with what a message says. */
export async function keepAnswer(env, message) {
    const thread = message.originThread || message.thread;
    const {action, orm} = env.services;
    action.doAction(
        await orm.call("helpdesk.ticket", "action_keep_answer", [
            [thread.id],
            message.id,
        ])
    );
}
