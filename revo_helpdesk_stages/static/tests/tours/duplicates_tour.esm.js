/** @odoo-module **/

/** The same once more: support cancels it, and its client finds where it goes on. */

import {
    NO_DIALOG,
    addTour,
    choose,
    chooseOne,
    click,
    leaveBy,
    pick,
    see,
    send,
    standsIn,
} from "./steps.esm";
import {WINDOW} from "./day_steps.esm";

const AGAIN = "The till is silent again";
const ORIGINAL = "The till is silent";
const NAMED = ".o_form_view .o_helpdesk_duplicate";

addTour("helpdesk_duplicates_support", [
    see("It is the second one", `.o_form_view [name=description]:contains(Once more)`),
    choose("Cancel the ticket"),
    see("It asks why", `${WINDOW} [name=why]:contains(It was opened by mistake)`),
    send(),
    see("It says what is missing", `${WINDOW} .o_helpdesk_missing`),
    see("And that it is to be chosen", `${WINDOW} [name=why].o_field_invalid`),
    chooseOne("why", "It is a duplicate of another ticket"),
    see("It says of whom", `${WINDOW}:contains(Tickets of the same client alone)`),
    pick("duplicate_id", ORIGINAL, WINDOW),
    send(),
    NO_DIALOG,
    standsIn("Canceled"),
    see("It says of which", `${NAMED}:contains(Duplicate of):contains(${ORIGINAL})`),
    click("Go there", `${NAMED} [name=duplicate_id] a, ${NAMED} a[name=duplicate_id]`),
    see(
        "That one names it, too",
        `${NAMED}:contains(Duplicates) .o_tag:contains(${AGAIN})`
    ),
]);

addTour("helpdesk_duplicates_client", [
    leaveBy("Open the second one", `.list-group-item:contains(${AGAIN})`),
    see("It says where it goes on", ".card:contains(and goes on there)"),
    leaveBy("Go there", "dt:contains(Goes on in) + dd a"),
    see("It is the first one", "h3:contains(The till is silent):not(:contains(again))"),
    see("It names the second one", "dt:contains(About the same) + dd a"),
]);
