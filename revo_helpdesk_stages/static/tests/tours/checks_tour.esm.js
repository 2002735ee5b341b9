/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {patiently} from "./steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const REQUIRED = ".o_helpdesk_check:contains(Restarted the till)";
const OTHER = ".o_helpdesk_check:contains(Changed the cable)";

/** On a phone the buttons above the ticket are in a menu. */
async function pressEscalate() {
    const places = [".o_form_statusbar", ".dropdown-menu", ".o-dropdown--menu"];
    const buttons = places.map((place) => `${place} button`).join();
    const find = () =>
        [...document.querySelectorAll(buttons)].find(
            (button) =>
                button.getClientRects().length &&
                button.textContent.includes("Escalate")
        );
    if (!find()) {
        document.querySelector(".o_statusbar_buttons .dropdown-toggle").click();
    }
    while (!find()) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    find().click();
}

function escalate() {
    return [
        {
            content: "Escalate",
            trigger: ".o_form_view .o_form_statusbar button",
            run: pressEscalate,
        },
        {content: "The list is there", trigger: REQUIRED, run: () => {}},
    ];
}

function choose(check, outcome) {
    return {
        content: `${outcome}`,
        trigger: `${check} button:contains(${outcome})`,
        run: "click",
    };
}

function answer(check, text) {
    return {
        content: `Say: ${text}`,
        trigger: `${check} input`,
        run: `text ${text}`,
    };
}

function write(field, text) {
    return {
        content: `Write ${field}`,
        trigger: `[name=${field}] .odoo-editor-editable`,
        run: `text ${text}`,
    };
}

const SEND = {
    content: "Send and move",
    trigger: "button[name=action_apply]",
    run: "click",
};

function fits() {
    const dialog = document.querySelector(".modal-body");
    for (const input of document.querySelectorAll(".o_helpdesk_check *")) {
        const {left, right} = input.getBoundingClientRect();
        if (left < 0 || right > window.innerWidth) {
            throw new Error(`Does not fit: ${input.outerHTML}`);
        }
    }
    if (dialog.scrollWidth > dialog.clientWidth) {
        throw new Error("The window scrolls to the side");
    }
}

/** On a wide screen and on a phone. */
tours.add("helpdesk_checks", {
    ...PLAYED,
    steps: () =>
        patiently([
            ...escalate(),
            {content: "It fits", trigger: REQUIRED, run: fits},
            write("tests_performed", "As in the list."),
            write("observed", "It prints twice."),
            choose(OTHER, "Not done"),
            answer(OTHER, "There is none"),
            SEND,
            {
                content: "What is required is said beside it",
                trigger: `${REQUIRED} .o_helpdesk_missing`,
                run: () => {
                    if (document.querySelectorAll(".o_helpdesk_missing").length !== 1) {
                        throw new Error("More is missing than what is required");
                    }
                },
            },
            choose(REQUIRED, "Done"),
            answer(REQUIRED, "No change"),
            {
                content: "Leave without sending",
                trigger: "button:contains(Discard)",
                run: "click",
            },
            {
                content: "The window is closed",
                trigger: "body:not(:has(.modal))",
                run: () => {},
            },
            ...escalate(),
            {
                content: "What was answered is still there",
                trigger: `${REQUIRED} button.active:contains(Done)`,
                run: () => {
                    const [first, second] = document.querySelectorAll(
                        ".o_helpdesk_check input"
                    );
                    if (
                        first.value !== "No change" ||
                        second.value !== "There is none"
                    ) {
                        throw new Error(`Lost: ${first.value}, ${second.value}`);
                    }
                },
            },
            SEND,
            {
                content: "The case is with support",
                trigger: "body:not(:has(.modal)) .o_form_view",
                run: () => {},
            },
            {
                content: "The evidence says it",
                trigger: ".o-mail-Message:contains(There is none):contains(No change)",
                run: () => {},
            },
        ]),
});
