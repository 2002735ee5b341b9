/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {patiently} from "./steps.esm";
import {registry} from "@web/core/registry";

const TITLE = "Nobody has written on this one";
const CARD = `.o_kanban_record:contains(${TITLE})`;

/** Red has as much of green as of blue, orange has more of green, white all of each. */
function isRedIn(color) {
    const [red, green, blue] = color.match(/\d+/g).map(Number);
    return red - green > 20 && Math.abs(green - blue) < 10;
}

/** Looks at the card on the board, whatever its classes are called. */
function looks(content, isRed) {
    return {
        content,
        trigger: CARD,
        run: () => {
            const card = [...document.querySelectorAll(".o_kanban_record")].find(
                (record) => record.textContent.includes(TITLE)
            );
            const color = window.getComputedStyle(card).backgroundColor;
            if (isRedIn(color) !== isRed) {
                throw new Error(`${content}: it is ${color}`);
            }
            if (card.textContent.includes("No contact for 24 h") !== isRed) {
                throw new Error(`${content}: it says ${card.textContent}`);
            }
        },
    };
}

/** A reseller finds a ticket in red, writes a note, and it is no longer red. */
registry.category("web_tour.tours").add("helpdesk_overdue_note", {
    ...PLAYED,
    steps: () =>
        patiently([
            looks("Without contact the card is red, and says why", true),
            {content: "Open the ticket", trigger: CARD, run: "click"},
            {
                content: "Write a note",
                trigger: ".o-mail-Chatter-logNote",
                timeout: 30000,
                run: "click",
            },
            {
                content: "Write it",
                trigger: ".o-mail-Composer-input",
                run: "text We are looking into it",
            },
            {
                content: "Send it",
                trigger: ".o-mail-Composer-send:not([disabled])",
                run: "click",
            },
            {
                content: "It is sent",
                trigger: ".o-mail-Message:contains(We are looking into it)",
                run: () => {},
            },
            {
                content: "Back to the board",
                trigger: ".o_back_button, .breadcrumb-item a",
                run: "click",
            },
            looks("Somebody has written: the card is not red any more", false),
        ]),
});
