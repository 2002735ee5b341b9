/** @odoo-module **/

import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const TITLE = "The kitchen printer prints twice";
const CARD = `.o_kanban_record:contains(${TITLE})`;
const NO_DIALOG = {
    content: "No dialog is open",
    trigger: "body:not(:has(.modal))",
    run: () => {},
};

function column(stage) {
    return `.o_kanban_group:has(.o_column_title:contains(${stage}))`;
}

/** The tour reads a closing parenthesis at the end as its own. */
function dropOn(target) {
    return `drag_and_drop_native ${target} .o_kanban_header`;
}

function openCase() {
    return [
        {content: "Open the ticket", trigger: CARD, run: "click"},
        {
            content: "The ticket is open",
            trigger: ".o_form_view .o_field_helpdesk_stages",
            run: () => {},
        },
    ];
}

/** A column of others is a strip until somebody opens it. */
function unfold(stage) {
    return {
        content: `Unfold ${stage}`,
        trigger: `.o_kanban_group.o_column_folded:contains(${stage})`,
        run: "click",
    };
}

function press(label) {
    return {
        content: `Press ${label}`,
        // The usual next step stands out below the others.
        trigger: ["form_statusbar", "helpdesk_next"]
            .map(
                (place) => `.o_form_view [class*=o_${place}] button:contains(${label})`
            )
            .join(", "),
        run: "click",
    };
}

/** What is seldom next is in the gear. */
function choose(label) {
    return [
        {
            content: "Open the gear",
            trigger: ".o_cp_action_menus button",
            run: "click",
        },
        {
            content: `Choose ${label}`,
            trigger: `.o-dropdown--menu .o_menu_item:contains(${label}), .o-dropdown--menu .o-dropdown-item:contains(${label})`,
            run: "click",
        },
    ];
}

function write(field, text) {
    return {
        content: `Write ${field}`,
        trigger: `[name=${field}] .odoo-editor-editable`,
        run: `text ${text}`,
    };
}

function send() {
    return {
        content: "Send and move",
        trigger: "button[name=action_apply]",
        run: "click",
    };
}

/** What support says of the evidence, with one click. */
function judge(verdict) {
    return {
        content: `The escalation was: ${verdict}`,
        trigger: `[name=verdict] .o_radio_item:contains(${verdict}) input`,
        run: "click",
    };
}

function standsIn(stage) {
    // On a narrow screen the status bar is one button with the name of the stage.
    const current = [".o_arrow_button_current span", "> .dropdown-toggle"]
        .map((button) => `.o_form_view .o_statusbar_status ${button}`)
        .map((button) => `${button}:contains(${stage})`);
    return [
        NO_DIALOG,
        {
            content: `The ticket stands in ${stage}`,
            trigger: current.join(", "),
            run: () => {},
        },
    ];
}

/** A part of the story that one person plays in the back end. */
function addTour(name, steps) {
    tours.add(`helpdesk_case_${name}`, {test: true, steps: () => steps.flat()});
}

addTour("drop_start", [
    {
        content: "The reseller's four stages are open",
        trigger: ".o_kanban_group:not(.o_column_folded):eq(3)",
        run: () => {},
    },
    {
        content: "Canceled is folded",
        trigger: ".o_kanban_group.o_column_folded:contains(Canceled)",
        run: () => {},
    },
    {
        content: "The client's ticket is orange",
        trigger: `${CARD} .o_helpdesk_card_client`,
        run: () => {},
    },
    {
        content: "Drop the ticket on In Progress - Reseller",
        trigger: `${column("Backlog - Reseller")} ${CARD}`,
        run: dropOn(column("In Progress - Reseller")),
    },
    {
        content: "The ticket is where it was dropped",
        trigger: `${column("In Progress - Reseller")} ${CARD}`,
        run: () => {},
    },
]);

addTour("ask_client", [
    ...openCase(),
    press("Ask the client"),
    {
        content: "The client will read it",
        trigger: ".o_field_widget[name=audience]:contains(Client)",
        run: () => {},
    },
    write("body", "Which printer is it?"),
    send(),
    standsIn("Backlog - Client"),
]);

addTour("drop_escalate", [
    {
        content: "Drop the ticket on the backlog of support",
        trigger: `${column("Backlog - Reseller")} ${CARD}`,
        run: dropOn(column("Backlog - REVO Support")),
    },
    {
        content:
            "Instead of a dead end there is the wizard; the ticket waits in its column",
        trigger: ".modal-title:contains(Escalate to the vendor)",
        run: () => {
            const columns = [...document.querySelectorAll(".o_kanban_group")];
            const shown = columns.find((group) => group.textContent.includes(TITLE));
            if (!shown?.textContent.includes("Backlog - Reseller")) {
                throw new Error("The ticket has left its column");
            }
        },
    },
    write("tests_performed", "Changed the cable, printed a test page."),
    send(),
    {
        content: "What is missing is said beside it, and what was typed is still there",
        trigger:
            ".modal-content:has(.o_helpdesk_missing) [name=tests_performed]:contains(Changed the cable)",
        run: () => {},
    },
    write("observed", "Each order comes out twice."),
    send(),
    NO_DIALOG,
    {
        content: "The ticket is where it was dropped",
        trigger: `.o_column_folded${column("Backlog - REVO Support")}:contains(1)`,
        run: () => {},
    },
]);

addTour("support_hands_over", [
    ...openCase(),
    press("Start working"),
    standsIn("In Progress - REVO Support"),
    press("Wait for an integrator"),
    write("body", "The printer's maker has to answer."),
    send(),
    standsIn("Internal Review"),
    press("Answer received"),
    standsIn("In Progress - REVO Support"),
    press("Hand over to development"),
    write("body", "The queue sends an order again after a timeout."),
    judge("Complete"),
    send(),
    standsIn("Backlog - Dev REVO"),
]);

addTour("development_solves", [
    ...openCase(),
    press("Start development"),
    standsIn("In Progress - Dev REVO"),
    press("Solved: wait for the release"),
    standsIn("Pending Release - REVO"),
]);

addTour("support_releases", [
    unfold("Pending Release - REVO"),
    ...openCase(),
    press("Released: ask for confirmation"),
    standsIn("Confirmation - Reseller"),
]);

addTour("reseller_rejects", [
    ...openCase(),
    press("It does not work"),
    write("tests_performed", "Printed ten orders with the new version."),
    write("observed", "One of them came out twice."),
    send(),
    standsIn("Backlog - REVO Support"),
]);

addTour("support_cancels", [
    ...openCase(),
    ...choose("Cancel the ticket"),
    judge("Not ours"),
    write("body", "Opened by mistake."),
    send(),
    standsIn("Canceled"),
]);

addTour("manager_reopens", [
    unfold("Canceled"),
    {
        content: "Canceled is unfolded",
        trigger: ".o_kanban_group:not(.o_column_folded):contains(Canceled)",
        run: () => {},
    },
    {
        content: "Show what is closed, too",
        trigger: ".o_searchview_facet .o_facet_remove",
        run: "click",
    },
    ...openCase(),
    press("Reopen"),
    write("body", "It was no mistake."),
    send(),
    standsIn("Backlog - REVO Support"),
]);

addTour("support_answers", [
    ...openCase(),
    press("Start working"),
    standsIn("In Progress - REVO Support"),
    press("Propose the solution"),
    write("body", "Version 5.2 prints each order once."),
    send(),
    standsIn("Confirmation - Reseller"),
]);

addTour("reseller_resolves", [
    ...openCase(),
    press("It works: resolve"),
    {
        content: "What support proposed is offered for the client",
        trigger: "[name=body] .odoo-editor-editable:contains(Version 5.2)",
        run: () => {},
    },
    send(),
    standsIn("Resolved"),
]);

tours.add("helpdesk_case_client_opens", {
    test: true,
    steps: () => [
        {
            content: "Say what it is about",
            trigger: "input[name=subject]",
            run: `text ${TITLE}`,
        },
        {
            content: "Say what happens",
            trigger: "textarea[name=description]",
            run: "text Since this morning.",
        },
        {
            content: "Send it",
            trigger: "button:contains(Submit Ticket)",
            run: "click",
            // Odoo 19.0 wants to know; 17.0 does not mind.
            expectUnloadPage: true,
        },
        {
            content: "The ticket is there",
            trigger: `.o_portal_wrap:contains(${TITLE})`,
            run: () => {},
        },
    ],
});

tours.add("helpdesk_case_client_answers", {
    test: true,
    steps: () => [
        {
            content: "The question is to be read",
            trigger: ".o_helpdesk_text:contains(Which printer is it?)",
            run: () => {},
        },
        {
            content: "What reseller and vendor write is not",
            trigger: ".o_portal_wrap:not(:contains(Changed the cable))",
            run: () => {},
        },
        {
            content: "Answer",
            trigger: "#answer_text",
            run: "text The one in the kitchen.",
        },
        {
            content: "Send the answer",
            trigger: "#answer button",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The answer is there",
            trigger: ".o_helpdesk_text:contains(The one in the kitchen.)",
            run: () => {},
        },
    ],
});
