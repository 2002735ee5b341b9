/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {patiently} from "./steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const WINDOW = ".modal-content [name=quotation_ids]";

function shows(what, selector) {
    return {content: `There is ${what}`, trigger: selector, run: () => {}};
}

/** On a narrow screen the buttons of the status bar are behind one. */
function pressWriting() {
    return {
        content: "Write to the integrator",
        trigger: ".o_form_view .o_helpdesk_next, .o_form_view .o_form_sheet",
        timeout: 60000,
        run() {
            const button = document.querySelector("button[name=action_ask_integrator]");
            if (button) {
                button.click();
                return;
            }
            document.querySelector(".o_statusbar_buttons .dropdown-toggle").click();
            setTimeout(
                () =>
                    document
                        .querySelector("button[name=action_ask_integrator]")
                        .click(),
                500
            );
        },
    };
}

tours.add("helpdesk_integrators_support", {
    ...PLAYED,
    steps: () =>
        patiently([
            pressWriting(),
            shows("the window, with nothing written", ".modal-content [name=body]"),
            {
                content: "Nothing of the case is in it",
                trigger: ".modal-content [name=body] .odoo-editor-editable",
                run() {
                    const text = document.querySelector(
                        ".modal-content [name=body]"
                    ).textContent;
                    if (text.includes("Since this morning")) {
                        throw new Error("The description is in it");
                    }
                },
            },
            {
                content: "Write",
                trigger: ".modal-content [name=body] .odoo-editor-editable",
                run: "text Why twice?",
            },
            {
                content: "Look at the texts of the case",
                trigger: ".modal-content details summary",
                run: "click",
            },
            shows(
                "the description to choose",
                `${WINDOW}:contains(Since this morning)`
            ),
            {
                content: "Send",
                trigger: ".modal-content button[name=action_send]",
                run: "click",
            },
            {
                content: "The window is closed",
                trigger: "body:not(:has(.modal)) .o_form_view",
                run: () => {},
            },
            {
                content: "Open the page of the integrator",
                trigger: ".o_notebook a[name=integrators]",
                run: "click",
            },
            shows(
                "what was asked",
                ".o_form_view [name=integrator_thread]:contains(Why twice?)"
            ),
            shows(
                "that an answer is awaited",
                ".o_form_view [name=integrator_request_ids]:contains(Parcels)"
            ),
        ]),
});
