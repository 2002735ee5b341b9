/** @odoo-module **/

/** How easy it was: asked by a team, said by its client, read by both. */

import {SAVED, addTour, click, fill, fits, leaveBy, openPage, see} from "./steps.esm";
import {save} from "./day_steps.esm";

const TITLE = "The bill has no logo";

addTour("helpdesk_effort_manager", [
    openPage("closing"),
    fill("effort_share", "100"),
    save(),
    SAVED,
]);

addTour("helpdesk_effort_client", [
    leaveBy("Open the ticket", `.list-group-item:contains(${TITLE})`),
    see("It asks", "#effort:contains(How easy was it)"),
    fits("#effort"),
    click("It was hard", "label[for=face_1]"),
    {
        content: "Say why",
        trigger: "#effort_text",
        run: "text Three calls.",
    },
    leaveBy("Send it", "#effort button[type=submit]"),
    see("It says thank you", "#done:contains(Thank you for telling us)"),
    see("It asks once", "#wrapwrap:not(:has(#effort))"),
]);

addTour("helpdesk_effort_report", [
    see("The team is there", ".o_pivot th:contains(North)"),
    see("It was hard", ".o_pivot td:contains(1.00)"),
]);
