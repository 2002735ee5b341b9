/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {mark, marked} from "./card_steps.esm";
import {card, patiently, see, unfold} from "./steps.esm";
import {registry} from "@web/core/registry";

const TITLE = "Somebody else moves this one";
const MARKED = "This one stays";
const UNCLAIMED = "Nobody looks after this one yet";
const CLOSED = "This one is closed";
const CHANGED = "helpdesk.board/changed";
// Milliseconds by which a line is slower than others' changes are taken over.
const SLOW = 3000;

async function ask(route, params) {
    const response = await fetch(route, {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({jsonrpc: "2.0", method: "call", params}),
    });
    return (await response.json()).result;
}

function call(model, method, ...args) {
    const params = {model, method, args, kwargs: {}};
    return ask(`/web/dataset/call_kw/${model}/${method}`, params);
}

async function moveElsewhere() {
    const [ticketId] = await call("helpdesk.ticket", "search", [["name", "=", TITLE]]);
    const [stageId] = await call("helpdesk.ticket.stage", "search", [
        ["code", "=", "in_progress_reseller"],
    ]);
    await call("helpdesk.ticket", "write", [ticketId], {stage_id: stageId});
}

async function claimElsewhere() {
    const find = (model, name) => call(model, "search", [["name", "=", name]]);
    const [ticketId] = await find("helpdesk.ticket", UNCLAIMED);
    const [teamId] = await find("helpdesk.ticket.team", "North");
    const values = {ticket_id: ticketId, team_id: teamId};
    const [choice] = await call("helpdesk.reseller.choice", "web_save", [], values, {});
    await call("helpdesk.reseller.choice", "action_apply", [choice.id]);
}

/** In a test nothing is stored, so that the database wakes nobody: what the server has
 * for this user is fetched. */
async function hear() {
    const {notifications} = await ask("/websocket/peek_notifications", {
        channels: [],
        last: 0,
        is_first_poll: true,
    });
    const {services} = odoo.__WOWL_DEBUG__.root.env;
    for (const {message} of notifications) {
        if (message.type === CHANGED) {
            services.helpdesk_board_changes.changes.trigger("changed", message.payload);
        }
    }
}

/** Let the browser's next request wait. */
function slowDown() {
    const {send} = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.send = function (...args) {
        XMLHttpRequest.prototype.send = send;
        setTimeout(() => send.apply(this, args), SLOW);
    };
}

function standsIn(stage) {
    return `.o_kanban_group:contains(${stage}) .o_kanban_record:contains(${TITLE})`;
}

/** A card goes into another column while its board is looked at, and another is marked. */
registry.category("web_tour.tours").add("helpdesk_board_changes", {
    ...PLAYED,
    steps: () =>
        patiently([
            mark(MARKED),
            {content: "It is marked", trigger: marked(MARKED), run: () => {}},
            {
                content:
                    "The card stands in the backlog; it is moved in another window",
                trigger: standsIn("Backlog - Reseller"),
                run: async () => {
                    await moveElsewhere();
                    await hear();
                },
            },
            {
                content: "It has gone over, and nobody has loaded the page again",
                trigger: standsIn("In Progress - Reseller"),
                run: () => {},
            },
            {content: "The mark has stayed", trigger: marked(MARKED), run: () => {}},
        ]),
});

/** A card goes where whoever looks at the board sees it no longer. */
registry.category("web_tour.tours").add("helpdesk_board_gone", {
    ...PLAYED,
    steps: () =>
        patiently([
            {
                content: "The card is there; its reseller is set in another window",
                trigger: `.o_kanban_group:contains(Backlog - REVO Support) .o_kanban_record:contains(${UNCLAIMED})`,
                run: async () => {
                    await claimElsewhere();
                    await hear();
                },
            },
            {
                content: "It has gone, and nobody has loaded the page again",
                trigger: `.o_helpdesk_board:not(:has(.o_kanban_record:contains(${UNCLAIMED})))`,
                run: () => {},
            },
        ]),
});

/** A filter is taken off, which takes its time, while somebody else changes a case. */
registry.category("web_tour.tours").add("helpdesk_board_asked", {
    ...PLAYED,
    steps: () =>
        patiently([
            unfold("Canceled"),
            see(
                "It is open",
                ".o_kanban_group:not(.o_column_folded):contains(Canceled)"
            ),
            {
                content: "Show what is closed, too, and hear of a change meanwhile",
                trigger: ".o_searchview_facet .o_facet_remove",
                run: () => {
                    slowDown();
                    document
                        .querySelector(".o_searchview_facet .o_facet_remove")
                        .click();
                    const {services} = odoo.__WOWL_DEBUG__.root.env;
                    services.helpdesk_board_changes.changes.trigger("changed", {
                        ids: [],
                        gone: true,
                    });
                },
            },
            see("What the person asked for is shown", card(CLOSED)),
            unfold("Resolved"),
            see(
                "Columns open",
                ".o_kanban_group:not(.o_column_folded):contains(Resolved)"
            ),
        ]),
});
