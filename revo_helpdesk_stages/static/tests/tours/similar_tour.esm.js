/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {NO_DIALOG, click, fill, patiently, see, send, standsIn} from "./steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const ROW = ".o_helpdesk_similar_row";
const KNOWN = `${ROW}:contains(The kitchen printer leaves blank paper)`;

function fits() {
    for (const row of document.querySelectorAll(`${ROW}, ${ROW} *`)) {
        const {left, right} = row.getBoundingClientRect();
        if (left < 0 || right > window.innerWidth + 1) {
            throw new Error(`Does not fit: ${row.outerHTML}`);
        }
    }
}

/** Typed in the title, nothing but a pause asks for it. */
tours.add("helpdesk_similar_new", {
    ...PLAYED,
    steps: () =>
        patiently([
            fill("name", "blank papre kitchen"),
            see("It is there after a pause", KNOWN),
            {content: "It fits", trigger: KNOWN, run: fits},
            fill("name", "zzzzz"),
            see("Nothing is like it", ".o_helpdesk_similar_none"),
            click("Leave it", ".o_form_button_cancel"),
            see("It is left", "body:not(:has(.o_form_dirty))"),
        ]),
});

tours.add("helpdesk_similar_duplicate", {
    ...PLAYED,
    steps: () =>
        patiently([
            see("Nothing is asked for yet", `.o_form_view:not(:has(${ROW}))`),
            click("Open the page", ".o_notebook_headers .nav-link:contains(Similar)"),
            {content: "It fits", trigger: KNOWN, run: fits},
            click(
                "It is a duplicate",
                `${KNOWN} button:contains(Duplicate of this one)`
            ),
            see(
                "It is chosen already",
                ".modal-content .o_field_widget[name=duplicate_id]"
            ),
            send(),
            NO_DIALOG,
            ...standsIn("Canceled"),
            see("The original is named", ".o_helpdesk_duplicate:contains(blank paper)"),
        ]),
});
