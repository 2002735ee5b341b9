/** @odoo-module **/

/** What a team has agreed on: set, seen on the card, and reported. */

import {
    SAVED,
    addTour,
    card,
    fill,
    openCase,
    openPage,
    press,
    see,
    standsIn,
} from "./steps.esm";
import {goTo, save} from "./day_steps.esm";

const NEW = "The bill has no logo";
const LATE = "The bill has no date";
const BACKLOG = "Backlog - Reseller";

addTour("helpdesk_agreed_manager", [
    openPage("deadlines"),
    fill("take_hours", "4:00"),
    fill("solve_hours", "16:00"),
    fill("confirm_hours", "8:00"),
    save(),
    SAVED,
]);

addTour("helpdesk_agreed_reseller", [
    goTo(BACKLOG),
    see("The clock runs", `${card(NEW)} .text-muted:contains(Take it until)`),
    see("What is late is red", `${card(LATE)} .text-danger:contains(Not taken, late)`),
    openCase(LATE),
    see(
        "The ticket says so, too",
        ".o_form_view [name=next_step].text-danger:contains(late since), .o_form_view [name=next_step] .text-danger:contains(late since)"
    ),
    press("Start working"),
    standsIn("In Progress - Reseller"),
    see(
        "It is not late any more",
        ".o_form_view [name=next_step]:contains(until):not(:contains(late))"
    ),
]);

addTour("helpdesk_agreed_report", [
    see("The team is there", ".o_pivot th:contains(North)"),
    see("So is what it has agreed to", ".o_pivot th:contains(Take)"),
    see("And the share in time", ".o_pivot th:contains(In Time)"),
    see("Nothing of it was in time", ".o_pivot td:contains(0.00)"),
]);
