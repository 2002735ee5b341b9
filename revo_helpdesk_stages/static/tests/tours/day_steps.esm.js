/** @odoo-module **/

/** A day of the line's people, played on a desk and on a phone. */

import {PLAYED} from "./pace.esm";
import {card, click, column, fill, patiently, see, send, write} from "./steps.esm";
import {registry} from "@web/core/registry";

const APP = "helpdesk_mgmt.helpdesk_ticket_main_menu";

/** What a window asks for: Odoo 19.0 would find what is below it. */
export const WINDOW = ".modal-content";

/**
 * Add the tours of a part of a day: `helpdesk_day_…_desk` and `helpdesk_day_…_phone`.
 *
 * @param {String} name
 * @param {Function} getSteps returns the steps, told whether it is a phone
 */
export function addDay(name, getSteps) {
    for (const screen of ["desk", "phone"]) {
        registry.category("web_tour.tours").add(`helpdesk_day_${name}_${screen}`, {
            ...PLAYED,
            steps: () => patiently(getSteps(screen === "phone")),
        });
    }
}

export function fail(text) {
    throw new Error(text);
}

function isShown(element) {
    return element.getClientRects().length > 0;
}

function findShown(selector, text) {
    return [...document.querySelectorAll(selector)].find(
        (element) => isShown(element) && element.textContent.includes(text)
    );
}

/** Whoever has other apps comes from one of them. */
export function openHelpdesk() {
    const app = `.o_app[data-menu-xmlid='${APP}']`;
    return [
        click("Open the apps", ".o_navbar_apps_menu button, .o_menu_toggle"),
        {
            content: "On a phone Odoo 19.0 begins with the menu of the present app",
            trigger: `${app}, .o_sidebar_topbar .btn-primary`,
            run: () => {
                if (!findShown(app, "")) {
                    findShown(".o_sidebar_topbar .btn-primary", "").click();
                }
            },
        },
        click("Open the helpdesk", app),
    ];
}

/** The first screen is the board; a phone shows a stage in which there is work. */
export function seeBoard(stage, isPhone) {
    const steps = [see("The day begins with the board", ".o_helpdesk_board")];
    if (isPhone) {
        steps.push({
            content: `${stage} is shown, and its name is in sight`,
            trigger: `[role=tab][aria-selected=true]:contains(${stage})`,
            run: () => {
                const tab = document.querySelector("[role=tab][aria-selected=true]");
                const {left, right} = tab.getBoundingClientRect();
                if (left < 0 || right > window.innerWidth) {
                    fail(`The name is from ${left} to ${right} px`);
                }
            },
        });
    } else {
        steps.push(see(`${stage} is open`, `${column(stage)}:not(.o_column_folded)`));
    }
    return steps;
}

/** Look at a stage: a phone shows one at a time, a desk has strips of others'. */
export function goTo(stage) {
    return {
        content: `Look at ${stage}`,
        trigger: `[role=tab]:contains(${stage}), ${column(stage)}`,
        run: () => {
            const tab = findShown("[role=tab]", stage);
            if (tab?.getAttribute("aria-selected") === "false") {
                tab.click();
            }
            findShown(".o_column_folded", stage)
                ?.querySelector("button.o_column_unfold")
                .click();
        },
    };
}

export function seeCard(stage, title) {
    return see(
        `${title}: it is in ${stage}`,
        `.o_kanban_group:not(.o_column_folded):has(.o_column_title:contains(${stage})) ${card(
            title
        )}`
    );
}

export function goBack() {
    return [
        click("Back to the board", ".o_back_button"),
        see("It is the board", ".o_helpdesk_board .o_kanban_renderer"),
    ];
}

/** Press a button that a phone may have put into a menu. */
export function pressButton(label) {
    const buttons = ".o_form_view .o_statusbar_buttons";
    return [
        {
            content: `See to it that ${label} can be pressed`,
            trigger: buttons,
            run: () => {
                if (!findShown(`${buttons} button`, label)) {
                    findShown(`${buttons} button.dropdown-toggle`, "").click();
                }
            },
        },
        click(
            `Press ${label}`,
            [buttons, ".o-dropdown--menu"]
                .map((place) => `${place} button:contains(${label})`)
                .join(", ")
        ),
    ];
}

/** Write in the chatter, and see who reads it. */
export function chat(button, text, readers) {
    return [
        click(`Press ${button}`, `.o-mail-Chatter-topbar button:contains(${button})`),
        {
            content: "Write it",
            trigger: ".o-mail-Composer-input",
            run: `text ${text}`,
        },
        click("Send it", ".o-mail-Composer-send:not([disabled])"),
        readWord(text, readers),
    ];
}

export function readWord(text, readers) {
    return see(
        `It says: ${text}`,
        `.o-mail-Message:contains(${text}) .o_helpdesk_audience:contains(${readers})`
    );
}

/** Move with the text that the window asks for. */
export function writeAndSend(text) {
    return [write("body", text), send()];
}

export function save() {
    return click("Save", ".o_form_button_save");
}

/** Begin a new ticket, and say what it is about. */
export function describe(title) {
    return [fill("name", title), write("description", "Since this morning.")];
}
