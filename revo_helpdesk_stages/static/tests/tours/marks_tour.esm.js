/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {patiently} from "./steps.esm";
import {mark, marked} from "./card_steps.esm";
import {registry} from "@web/core/registry";

const FIRST = "The first of two";
const SECOND = "The second of two";

async function openTagging() {
    const find = (selector) =>
        [...document.querySelectorAll(selector)].find(
            ({textContent}) => textContent.trim() === "Tag"
        );
    const button = find(".o_helpdesk_marks button");
    if (button) {
        return button.click();
    }
    document.querySelector(".o_cp_action_menus button").click();
    while (!find(".o-dropdown-item")) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    find(".o-dropdown-item").click();
}

/** Two cards are marked, and what is done is done with both. */
registry.category("web_tour.tours").add("helpdesk_marks", {
    ...PLAYED,
    steps: () =>
        patiently([
            mark(FIRST),
            {trigger: marked(FIRST), run: () => {}},
            mark(SECOND),
            {trigger: marked(SECOND), run: openTagging},
            {
                content: "Both are named",
                trigger: `.o_form_view .o_tag:contains(${FIRST})`,
                timeout: 30000,
                run: () => {},
            },
            {
                trigger: `.o_form_view .o_tag:contains(${SECOND})`,
                run: () => {},
            },
            {trigger: "footer button:contains(Discard)", run: "click"},
            {trigger: "body:not(:has(.modal))", run: () => {}},
        ]),
});
