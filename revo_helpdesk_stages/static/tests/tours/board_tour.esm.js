/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {patiently} from "./steps.esm";
import {findCard, pressKey} from "./card_steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const TITLE = "The till shows no prices";
const CARD = `.o_kanban_record:contains(${TITLE})`;
const SUPPORT = "Backlog - REVO Support";
const CLOSED = ".o_helpdesk_closed";
// 17.0 looks for what is in a window below it.
const DIALOG = ".o_helpdesk_moves_dialog";

function column(stage) {
    return `.o_kanban_group:has(.o_column_title:contains(${stage}))`;
}

function strip(stage) {
    return `.o_column_folded:has(.o_column_title:contains(${stage}))`;
}

function opened(stage) {
    return `${column(stage)}:not(.o_column_folded)`;
}

function see(content, trigger) {
    return {content, trigger, run: () => {}};
}

function fail(text) {
    throw new Error(text);
}

function findColumn(name) {
    return [...document.querySelectorAll(".o_kanban_group")].find((group) =>
        group.querySelector(".o_column_title").textContent.includes(name)
    );
}

/** Change the ticket elsewhere, and open the board as somebody does who comes back. */
async function changeAndComeBack() {
    const {orm} = odoo.__WOWL_DEBUG__.root.env.services;
    const ids = await orm.search("helpdesk.ticket", [["name", "=", TITLE]]);
    await orm.write("helpdesk.ticket", ids, {priority: "2"});
    await comeBack();
}

function comeBack() {
    const {action} = odoo.__WOWL_DEBUG__.root.env.services;
    return action.doAction("revo_helpdesk_stages.helpdesk_ticket_action_pipeline", {
        clearBreadcrumbs: true,
    });
}

tours.add("helpdesk_board_columns", {
    ...PLAYED,
    steps: () =>
        patiently([
            see("What is the reseller's is open", opened("Confirmation - Reseller")),
            {
                content: "What is others' is a strip that says how many there are",
                trigger: `${strip(SUPPORT)}:contains(1)`,
                run: () => {
                    const button = findColumn(SUPPORT).querySelector("button");
                    const label = button.getAttribute("aria-label");
                    if (!label.includes(SUPPORT) || !label.includes("1")) {
                        fail(`The strip is called: ${label}`);
                    }
                    if (button.tabIndex < 0) {
                        fail("The strip is not reached by the keyboard");
                    }
                    if (findCard(TITLE)) {
                        fail("A strip has its cards");
                    }
                    if (document.querySelector(".o_helpdesk_news")) {
                        fail("There is news for who has never looked");
                    }
                },
            },
            {
                content: "Something changes in it",
                trigger: ".o_helpdesk_all_columns",
                run: changeAndComeBack,
            },
            {
                content: "A dot says so",
                trigger: `${strip(SUPPORT)} .o_helpdesk_news`,
                timeout: 30000,
                run: () => {},
            },
            {
                content: "One click opens it",
                trigger: `${strip(SUPPORT)} button.o_column_unfold`,
                run: "click",
            },
            see(
                "It is open, with its card, and nothing is news any more",
                `.o_helpdesk_board:not(:has(.o_helpdesk_news)) ${opened(
                    SUPPORT
                )} ${CARD}`
            ),
            {
                content: "Come back on another day",
                trigger: ".o_helpdesk_all_columns",
                run: comeBack,
            },
            see("It is still open", `${opened(SUPPORT)} ${CARD}`),
            {
                content: "Open all",
                trigger: ".o_helpdesk_all_columns[aria-pressed=false]",
                run: "click",
            },
            {
                content: "All are open",
                trigger: ".o_helpdesk_all_columns[aria-pressed=true]",
                run: () => {
                    const strips = document.querySelectorAll(".o_column_folded");
                    if (strips.length) {
                        fail(`${strips.length} are folded`);
                    }
                },
            },
            {
                content: "Back to the own ones",
                trigger: ".o_helpdesk_all_columns[aria-pressed=true]",
                run: "click",
            },
            see("What is others' is a strip again", strip(SUPPORT)),
            see("The own ones are open", opened("Backlog - Client")),
        ]),
});

function send(target, type, x, y) {
    const init = {bubbles: true, cancelable: true, clientX: x, clientY: y, button: 0};
    target.dispatchEvent(new PointerEvent(type, {...init, pointerId: 1, buttons: 1}));
}

/** Take a card and hold it: what is dropped at once cannot be looked at. */
async function hold(card) {
    const {left, top} = card.getBoundingClientRect();
    send(card, "pointerdown", left + 20, top + 20);
    for (let step = 1; step < 8; step++) {
        send(card, "pointermove", left + 20 + step * 6, top + 20 + step * 3);
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

tours.add("helpdesk_board_drag", {
    ...PLAYED,
    steps: () =>
        patiently([
            {
                content:
                    "Take a card: where it may not go is dimmed, others say what they ask",
                trigger: `${column("Backlog - Reseller")} ${CARD}`,
                run: async () => {
                    await hold(findCard(TITLE));
                    const said = (name) =>
                        findColumn(name).querySelector(".o_kanban_header").dataset
                            .helpdeskAsks;
                    const isClosed = (name) => findColumn(name).matches(CLOSED);
                    for (const name of ["Pending Release", "Confirmation - Reseller"]) {
                        if (!isClosed(name) || said(name)) {
                            fail(`${name} seems to be open`);
                        }
                    }
                    for (const [name, text] of [
                        ["In Progress - Reseller", "nothing"],
                        ["Backlog - Client", "note for the client"],
                        [SUPPORT, "Tests performed"],
                    ]) {
                        if (isClosed(name) || !said(name)?.includes(text)) {
                            fail(`${name} asks for: ${said(name)}`);
                        }
                    }
                    window.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}));
                    send(document.body, "pointerup", 5, 5);
                },
            },
            {
                content: "It is put back, and nothing is said any more",
                trigger: `.o_helpdesk_board:not(:has(${CLOSED})) ${CARD}`,
                run: () => {
                    if (document.querySelector("[data-helpdesk-asks]")) {
                        fail("Columns still say what they ask for");
                    }
                },
            },
        ]),
});

tours.add("helpdesk_board_keys", {
    ...PLAYED,
    steps: () =>
        patiently([
            pressKey("Ask for the keys", "?", TITLE),
            see("They are listed", ".o_helpdesk_keys_table"),
            {content: "Close them", trigger: ".btn-close", run: "click"},
            see("They are closed", "body:not(:has(.modal))"),
            pressKey("Assign it to me", "a", TITLE),
            see("It is somebody's", `${CARD} [name=user_id] img`),
            {
                content: "Who types is on no card",
                trigger: ".o_searchview_input",
                run: () => {
                    const input = document.querySelector(".o_searchview_input");
                    input.focus();
                    input.dispatchEvent(
                        new KeyboardEvent("keydown", {key: "m", bubbles: true})
                    );
                    if (document.querySelector(".modal")) {
                        fail("A key works while somebody types");
                    }
                },
            },
            pressKey("Move it", "m", TITLE),
            see("It says what a move asks for", `${DIALOG}:contains(Tests performed)`),
            {
                content: "Start working",
                trigger: `${DIALOG} button:contains(In Progress - Reseller)`,
                run: "click",
            },
            see("It has moved", `${column("In Progress - Reseller")} ${CARD}`),
            pressKey("Write to the client", "r", TITLE),
            {
                content: "What the client reads is written",
                trigger: ".o_form_view .o-mail-Composer:contains(Note for the client)",
                timeout: 30000,
                run: () => {},
            },
        ]),
});

tours.add("helpdesk_board_draft", {
    ...PLAYED,
    steps: () =>
        patiently([
            pressKey("Move it", "m", TITLE),
            {
                content: "Escalate it",
                trigger: `${DIALOG} button:contains(Tests performed)`,
                run: "click",
            },
            {
                content: "Write half of it",
                trigger: "[name=tests_performed] .odoo-editor-editable",
                run: "text Changed the cable.",
            },
            {
                content: "Send it",
                trigger: "button[name=action_apply]",
                run: "click",
            },
            {
                content: "What is missing is said beside it, and nowhere else",
                trigger: "[name=observed] ~ * .o_helpdesk_missing",
                run: () => {
                    if (document.querySelectorAll(".o_helpdesk_missing").length !== 1) {
                        fail("More than one text is said to be missing");
                    }
                },
            },
            see(
                "What was typed is still there",
                "[name=tests_performed] .odoo-editor-editable:contains(Changed the cable.)"
            ),
            {
                content: "Give up",
                trigger: ".btn-close",
                run: "click",
            },
            see("It is closed", "body:not(:has(.modal))"),
            pressKey("Move it again", "m", TITLE),
            {
                content: "Escalate it",
                trigger: `${DIALOG} button:contains(Tests performed)`,
                run: "click",
            },
            see(
                "What was typed is there again",
                "[name=tests_performed] .odoo-editor-editable:contains(Changed the cable.)"
            ),
            {
                content: "Write the other half",
                trigger: "[name=observed] .odoo-editor-editable",
                run: "text There are still no prices.",
            },
            {
                content: "Send it",
                trigger: "button[name=action_apply]",
                run: "click",
            },
            {
                content: "It is with support, and the draft is gone",
                trigger: `${strip(SUPPORT)}:contains(1)`,
                run: () => {
                    const kept = Object.keys(localStorage).filter((key) =>
                        key.startsWith("helpdesk_draft")
                    );
                    if (kept.length) {
                        fail(`Kept: ${kept}`);
                    }
                },
            },
        ]),
});

tours.add("helpdesk_board_phone", {
    ...PLAYED,
    steps: () =>
        patiently([
            {
                content: "One stage is shown, as wide as the screen",
                trigger: `.o_kanban_group ${CARD}`,
                run: () => {
                    const shown = [
                        ...document.querySelectorAll(".o_kanban_group"),
                    ].filter((group) => group.getClientRects().length);
                    const {width} = shown[0].getBoundingClientRect();
                    if (shown.length !== 1 || width < window.innerWidth - 20) {
                        fail(`${shown.length} stages, the first ${width} px wide`);
                    }
                },
            },
            {
                content: "Go to another one by its name",
                trigger: `[role=tablist] [role=tab]:contains(${SUPPORT})`,
                run: "click",
            },
            see("Its card is there", ".o_kanban_record:contains(With support)"),
            see(
                "The name says which one is shown",
                `[role=tab][aria-selected=true]:contains(${SUPPORT})`
            ),
            see("The other one is not", `body:not(:has(${CARD}:visible))`),
        ]),
});
