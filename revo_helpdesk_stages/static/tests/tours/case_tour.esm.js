/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {
    NO_DIALOG,
    card,
    choose,
    chooseOne,
    column,
    openCase,
    patiently,
    press,
    send,
    standsIn,
    unfold,
    write,
} from "./steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const TITLE = "The kitchen printer prints twice";
const CARD = card(TITLE);

/** The tour reads a closing parenthesis at the end as its own. */
function dropOn(target) {
    return `drag_and_drop_native ${target} .o_kanban_header`;
}

/** What support says of the evidence, with one click. */
function judge(verdict) {
    return chooseOne("verdict", verdict);
}

/** A part of the story that one person plays in the back end. */
function addTour(name, steps) {
    tours.add(`helpdesk_case_${name}`, {...PLAYED, steps: () => patiently(steps)});
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
    ...openCase(TITLE),
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
    ...openCase(TITLE),
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
    ...openCase(TITLE),
    press("Start development"),
    standsIn("In Progress - Dev REVO"),
    press("Solved: wait for the release"),
    standsIn("Pending Release - REVO"),
]);

addTour("support_releases", [
    unfold("Pending Release - REVO"),
    ...openCase(TITLE),
    press("Released: ask for confirmation"),
    standsIn("Confirmation - Reseller"),
]);

addTour("reseller_rejects", [
    ...openCase(TITLE),
    press("It does not work"),
    write("tests_performed", "Printed ten orders with the new version."),
    write("observed", "One of them came out twice."),
    send(),
    standsIn("Backlog - REVO Support"),
]);

addTour("support_cancels", [
    ...openCase(TITLE),
    ...choose("Cancel the ticket"),
    chooseOne("why", "For another reason"),
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
    ...openCase(TITLE),
    press("Reopen"),
    write("body", "It was no mistake."),
    send(),
    standsIn("Backlog - REVO Support"),
]);

addTour("support_answers", [
    ...openCase(TITLE),
    press("Start working"),
    standsIn("In Progress - REVO Support"),
    press("Propose the solution"),
    write("body", "Version 5.2 prints each order once."),
    send(),
    standsIn("Confirmation - Reseller"),
]);

addTour("reseller_resolves", [
    ...openCase(TITLE),
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
    ...PLAYED,
    steps: () =>
        patiently([
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
        ]),
});

tours.add("helpdesk_case_client_answers", {
    ...PLAYED,
    steps: () =>
        patiently([
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
        ]),
});
