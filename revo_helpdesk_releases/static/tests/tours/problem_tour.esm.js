/** @odoo-module **/

/** What several clients report: from triage to the page of a client. */

import {
    NO_DIALOG,
    SAVED,
    addTour,
    click,
    fill,
    leaveBy,
    openPage,
    pick,
    pickOfFew,
    see,
    select,
    standsIn,
    tell,
} from "@revo_helpdesk_stages/../tests/tours/steps.esm";
import {
    WINDOW,
    pressButton,
    readWord,
    save,
} from "@revo_helpdesk_stages/../tests/tours/day_steps.esm";

const TITLE = "Points are taken twice";
const SYMPTOMS = "A line of the bill is voided.";
const WORKAROUND = "Void it before the points are used.";
const ANSWER = "It is solved in 9.2.4.";
const SOLVED = "Solved in version 9.2.4";
const FIRST = "The points are gone";
const SECOND = "Points are missing";
const OWN = "Our guests lose points";

const KNOWN = see(
    "The ticket says what to do meanwhile",
    `.o_form_view [name=problem_workaround]:contains(${WORKAROUND})`
);

function attach() {
    return [
        openPage("facts"),
        pick("development_item_id", TITLE),
        save(),
        SAVED,
        KNOWN,
    ];
}

/** Support finds out, on the first case of it, that it is one. */
addTour("helpdesk_problem_support_describes", [
    openPage("facts"),
    fill("development_item_id", TITLE),
    // A phone has looked for it in a window.
    click(
        "Describe it",
        ".o_m2o_dropdown_option_create_edit, .modal-content .o_create_button"
    ),
    fill("name", TITLE, WINDOW),
    tell("symptoms", SYMPTOMS, WINDOW),
    tell("workaround", WORKAROUND, WINDOW),
    fill("product_id", "App", WINDOW),
    // Not the problems of the window below, which name it as well.
    click(
        "Choose it",
        ".o-autocomplete--dropdown-item:contains(App), .modal-content .o_kanban_record:contains(App):not(:has(.fa-ticket))"
    ),
    fill("versions", "9.2.0 to 9.2.3", WINDOW),
    select("readers", "Resellers and clients", WINDOW),
    click("Save it", `${WINDOW} .o_form_button_save`),
    NO_DIALOG,
    save(),
    SAVED,
    KNOWN,
]);

/** The next case is attached to what is known. */
addTour("helpdesk_problem_support_attaches", attach());

addTour("helpdesk_problem_support_plans", [
    see("It says what one sees", "[name=symptoms] textarea"),
    pickOfFew("release_id", "9.2.4"),
    openPage("answer"),
    tell("answer", ANSWER),
    save(),
    SAVED,
    see("It says when it is solved", `.o_form_view .alert:contains(${SOLVED})`),
    openPage("tickets"),
    see("The first is there", `.o_field_widget[name=ticket_ids]:contains(${FIRST})`),
    see("So is the second", `.o_field_widget[name=ticket_ids]:contains(${SECOND})`),
]);

/** A reseller knows it again, and its case waits with the others. */
addTour("helpdesk_problem_reseller_attaches", [
    attach(),
    standsIn("Pending Release"),
    see("It says for what", `.o_form_view [name=release_news]:contains(${SOLVED})`),
]);

addTour("helpdesk_problem_support_answers", [
    pressButton("Answer all"),
    see("It says who gets it", ".modal-content:contains(each in their language)"),
    click("Agree", ".modal-content .btn-primary"),
    NO_DIALOG,
    openPage("answer"),
    see(
        "It is on its way",
        ".o_field_widget[name=answer_ids]:contains(Waiting to start)"
    ),
]);

addTour("helpdesk_problem_reseller_reads", [readWord(ANSWER, "Client")]);

/** A client reads what is known, and finds its own case again. */
addTour("helpdesk_problem_client_reads", [
    leaveBy("Look at what is known", "a[href='/my/known-problems']"),
    see("It says what one sees", `.o_helpdesk_problem:contains(${SYMPTOMS})`),
    {
        content: "Look for it",
        trigger: "input[name=search]",
        run: "text voided",
    },
    leaveBy("Search", "form[action='/my/known-problems'] button"),
    see("It is found", `.o_helpdesk_problem:contains(${TITLE})`),
    see("It says what helps", `.o_helpdesk_problem:contains(${WORKAROUND})`),
    see("It says when it is solved", `.o_helpdesk_release:contains(${SOLVED})`),
    see("The version is there", ".o_helpdesk_version:contains(9.2.4)"),
    leaveBy("Back to the tickets", ".breadcrumb a[href='/my/tickets']"),
    leaveBy("Open the own one", `.list-group-item:contains(${OWN})`),
    see("It is a known one", `.o_helpdesk_problem:contains(${WORKAROUND})`),
    see("The answer is there", `.o_helpdesk_text:contains(${ANSWER})`),
]);
