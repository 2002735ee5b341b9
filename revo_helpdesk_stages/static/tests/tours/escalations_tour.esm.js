/** @odoo-module **/

/** What an escalation was: said by support, contested by the reseller. */

import {
    NO_DIALOG,
    addTour,
    chooseOne,
    click,
    openPage,
    press,
    see,
    standsIn,
    tell,
} from "./steps.esm";
import {WINDOW, writeAndSend} from "./day_steps.esm";

const SAID = ".o_form_view .o_field_widget[name=escalation_ids]";

addTour("helpdesk_escalations_support", [
    press("Ask the reseller"),
    chooseOne("verdict", "Facts missing"),
    writeAndSend("Which till is it?"),
    standsIn("Backlog - Reseller"),
]);

addTour("helpdesk_escalations_reseller", [
    openPage("escalations"),
    see("It says what it was", `${SAID}:contains(Facts missing)`),
    click("It was not", `${SAID} button[name=action_contest]`),
    tell("contest", "It stands in the first line.", WINDOW),
    click("Contest it", ".modal-footer button:contains(Contest)"),
    NO_DIALOG,
    see("It is there", `${SAID}:contains(It stands in the first line.)`),
    see("It is said once", `${SAID}:not(:has(button[name=action_contest]))`),
]);

addTour("helpdesk_escalations_report", [
    see("The team is there", ".o_pivot th:contains(North)"),
    see("None was complete", ".o_pivot td:contains(0.00)"),
]);
