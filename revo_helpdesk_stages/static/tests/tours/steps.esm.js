/** @odoo-module **/

/** What people of the line do on its screens, as steps of tours. */

import {PLAYED} from "./pace.esm";
import {registry} from "@web/core/registry";

/**
 * Milliseconds that a step waits for its screen: where many tests run all is slow. More is
 * refused by Odoo 19.0.
 */
const PATIENCE = 60000;

export function patiently(steps) {
    return steps.flat(Infinity).map((step) => ({timeout: PATIENCE, ...step}));
}

export function see(content, trigger) {
    return {content, trigger, run: () => {}};
}

export function click(content, trigger) {
    return {content, trigger, run: "click"};
}

/** Odoo 19.0 wants to know where a page is left; 17.0 does not mind. */
export function leaveBy(content, trigger) {
    return {content, trigger, run: "click", expectUnloadPage: true};
}

export const NO_DIALOG = see("No dialog is open", "body:not(:has(.modal))");

export function card(title) {
    return `.o_kanban_record:contains(${title})`;
}

export function column(stage) {
    return `.o_kanban_group:has(.o_column_title:contains(${stage}))`;
}

export function openCase(title) {
    return [
        click("Open the ticket", card(title)),
        see("The ticket is open", ".o_form_view .o_field_helpdesk_stages"),
    ];
}

/** A column of others is a strip until somebody opens it. */
export function unfold(stage) {
    return click(
        `Unfold ${stage}`,
        `.o_kanban_group.o_column_folded:contains(${stage})`
    );
}

/** Press the button of a move. */
export function press(label) {
    return click(
        `Press ${label}`,
        // The usual next step stands out below the others.
        ["form_statusbar", "helpdesk_next"]
            .map(
                (place) => `.o_form_view [class*=o_${place}] button:contains(${label})`
            )
            .join(", ")
    );
}

/** What is seldom next is in the gear. */
export function choose(label) {
    return [
        click("Open the gear", ".o_cp_action_menus button"),
        click(
            `Choose ${label}`,
            [".o_menu_item", ".o-dropdown-item"]
                .map((item) => `.o-dropdown--menu ${item}:contains(${label})`)
                .join(", ")
        ),
    ];
}

export function write(field, text) {
    return {
        content: `Write ${field}`,
        trigger: `[name=${field}] .odoo-editor-editable`,
        run: `text ${text}`,
    };
}

export function fill(name, text, place = ".o_form_view") {
    return {
        content: `Fill in ${name}`,
        trigger: `${place} [name=${name}] input`,
        run: `text ${text}`,
    };
}

/** Fill in what has several lines. */
export function tell(name, text, place = ".o_form_view") {
    return {
        content: `Tell ${name}`,
        trigger: `${place} [name=${name}] textarea`,
        run: `text ${text}`,
    };
}

/** What stands in a field that can be written. */
export function holds(name, text) {
    const field = `.o_form_view .o_field_widget[name=${name}] input`;
    return {
        content: `${name} is ${text}`,
        trigger: field,
        run: () => {
            const {value} = document.querySelector(field);
            if (value !== text) {
                throw new Error(`${name} is ${value}`);
            }
        },
    };
}

/** Choose from a list: one of the browser's in 17.0, a menu of Odoo's in 19.0. */
export function select(name, label, place = ".o_form_view") {
    const list = `${place} .o_field_widget[name=${name}] select`;
    const menu = `${place} .o_field_widget[name=${name}] .o_select_menu_toggler`;
    const item = `.o_select_menu_item:contains(${label})`;
    // A phone's menu stands beside the window that it is of: what begins with the body is
    // looked for outside of it, too.
    const choice = `body ${list}, body ${item}, ${list}, ${item}`;
    return [
        {
            content: `Open ${name}`,
            trigger: `${list}, ${menu}`,
            run: () => document.querySelector(menu)?.click(),
        },
        {
            content: `Choose ${label}`,
            trigger: choice,
            run: () => {
                const found = [
                    ...document.querySelectorAll(`${list} option, .o_select_menu_item`),
                ].find(({textContent}) => textContent.includes(label));
                const chosen = found.closest("select");
                if (!chosen) {
                    found.click();
                    return;
                }
                chosen.value = found.value;
                chosen.dispatchEvent(new Event("change", {bubbles: true}));
            },
        },
    ];
}

/** Open a page below the text. */
export function openPage(name) {
    return click(`Open the page ${name}`, `.o_form_view .o_notebook a[name=${name}]`);
}

/** A phone folds who it is for and what it is about. */
export function unfoldFacts() {
    const toggle = ".o_form_view .o_helpdesk_facts_toggle [role=button]";
    return {
        content: "See who and what",
        trigger: ".o_form_view .o_notebook",
        run: () => {
            const button = document.querySelector(toggle);
            if (button?.getClientRects().length) {
                button.click();
            }
        },
    };
}

/** What is proposed for a record: a phone shows cards. */
function choosePicked(text) {
    const proposed = [
        ".o-autocomplete--dropdown-item",
        ".modal-content .o_kanban_record",
    ];
    return click(
        `Choose ${text}`,
        proposed.map((item) => `${item}:contains(${text})`).join(", ")
    );
}

/** Fill in the name of a record, and choose what is proposed. */
export function pick(name, text, place) {
    return [fill(name, text, place), choosePicked(text)];
}

/** Choose a record of few, without a letter. */
export function pickOfFew(name, text, place = ".o_form_view") {
    return [click(`Open ${name}`, `${place} [name=${name}] input`), choosePicked(text)];
}

export function send() {
    return click("Send and move", "button[name=action_apply]");
}

export function standsIn(stage) {
    // On a narrow screen the status bar is one button with the name of the stage.
    const current = [".o_arrow_button_current span", "> .dropdown-toggle"]
        .map((button) => `.o_form_view .o_statusbar_status ${button}`)
        .map((button) => `${button}:contains(${stage})`);
    return [NO_DIALOG, see(`The ticket stands in ${stage}`, current.join(", "))];
}

/** One of the choices that stand below each other. */
export function chooseOne(field, label) {
    return {
        content: `${field}: ${label}`,
        trigger: `[name=${field}] .o_radio_item:contains(${label}) input`,
        run: "click",
    };
}

/** What was changed is stored. */
export const SAVED = see("It is saved", ".o_form_view .o_form_saved");

/** Nothing is wider than the screen. */
export function fits(trigger) {
    return {
        content: "It fits",
        trigger,
        run: () => {
            const {scrollWidth} = document.documentElement;
            if (scrollWidth > window.innerWidth) {
                throw new Error(`The page is ${scrollWidth} px wide`);
            }
        },
    };
}

/** Add a tour, which waits for its screens, at whatever width it is played. */
export function addTour(name, steps) {
    registry.category("web_tour.tours").add(name, {
        ...PLAYED,
        steps: () => patiently(steps),
    });
}
