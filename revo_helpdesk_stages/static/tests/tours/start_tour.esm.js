/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {patiently} from "./steps.esm";
import {Clicks} from "./clicks.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

function read(content, trigger) {
    return {content, trigger, run: () => {}};
}

function click(content, trigger) {
    return {content, trigger, run: "click"};
}

/** Odoo 19.0 wants to know where a page is left; 17.0 does not mind. */
function leaveBy(content, trigger) {
    return {content, trigger, run: "click", expectUnloadPage: true};
}

function write(trigger, text) {
    const step = {content: `Write ${text}`, trigger, run: `text ${text}`};
    return {...step, typed: text};
}

/** A part of the way, whose clicks are counted, and what has to be typed. */
function addTour(name, {clicks, fields, letters}, start, steps) {
    const counted = new Clicks(name);
    const typed = steps.flatMap((step) => step.typed ?? []);
    tours.add(`helpdesk_start_${name}`, {
        ...PLAYED,
        steps: () =>
            patiently([
                counted.begin(start),
                // Hashing a password takes its time.
                ...steps.map(({typed: _typed, ...step}) => ({timeout: 60000, ...step})),
                counted.end(clicks),
                {
                    content: `It took ${letters} letters`,
                    trigger: "body",
                    run: () => {
                        const count = `${typed.length}, ${typed.join("").length}`;
                        if (count !== `${fields}, ${letters}`) {
                            throw new Error(`Fields and letters: ${count}`);
                        }
                    },
                },
            ]),
    });
}

function pressOnPage(label) {
    return click(`Press ${label}`, `.o_helpdesk_start button:contains(${label})`);
}

function writeInDialog(name, text) {
    return write(`[name=${name}] input`, text);
}

/** The administrator, who sees the app for the first time. */
addTour("administrator", {clicks: 6, fields: 6, letters: 86}, ".o_navbar_apps_menu", [
    click("Open the apps", ".o_navbar_apps_menu button"),
    click(
        "Open the helpdesk",
        ".o_app[data-menu-xmlid='helpdesk_mgmt.helpdesk_ticket_main_menu']"
    ),
    read(
        "The two teams are there, with me",
        ".o_kanban_record:contains(Support and development):has(.fa-check-circle)"
    ),
    read("The next step stands out", "button.btn-primary:contains(Add a reseller)"),
    pressOnPage("Add a reseller"),
    writeInDialog("name", "North Coast"),
    writeInDialog("person_name", "Olga Ferrer"),
    writeInDialog("person_email", "olga@coast.example"),
    click("Create the reseller", "button[name=action_create]"),
    read(
        "Clients without a reseller are its",
        ".o_kanban_record:contains(Clients without a reseller):has(.fa-check-circle)"
    ),
    read("Olga is invited", ".o_kanban_record:contains(Olga Ferrer: Invited)"),
    read("The next step is the client", "button.btn-primary:contains(Add a client)"),
    pressOnPage("Add a client"),
    {
        content: "Its reseller is the one",
        trigger: "[name=team_id] input",
        run: () => {
            const {value} = document.querySelector("[name=team_id] input");
            if (value !== "North Coast") {
                throw new Error(`The reseller is “${value}”`);
            }
        },
    },
    writeInDialog("name", "Harbour Bakery"),
    writeInDialog("person_name", "Emily Stone"),
    writeInDialog("person_email", "emily@harbour.example"),
    click("Create the client", "button[name=action_create]"),
    read(
        "The client can come in",
        ".o_kanban_record:contains(First client):has(.fa-check-circle)"
    ),
]);

const PASSWORD = "coast-and-harbour";

function choosePassword() {
    return [
        write("input[name=password]", PASSWORD),
        write("input[name=confirm_password]", PASSWORD),
        leaveBy("Choose the password", "form button[type=submit]"),
    ];
}

/** The client, who comes by the link of the invitation. */
addTour("client", {clicks: 3, fields: 4, letters: 75}, "input[name=password]", [
    ...choosePassword(),
    leaveBy("Open a ticket", "a.btn-primary[href='/new/ticket']"),
    write("input[name=subject]", "The till does not open"),
    write("textarea[name=description]", "Since this morning."),
    leaveBy("Send it", "form[action='/submitted/ticket'] button[type=submit]"),
    read("The ticket is there", "body:contains(The till does not open)"),
]);

/** The reseller's person, likewise. */
addTour("reseller", {clicks: 2, fields: 2, letters: 34}, "input[name=password]", [
    ...choosePassword(),
    click("Open the board", ".o_main_navbar .o_menu_sections *:contains(Board)"),
    read(
        "The case is in the reseller's backlog",
        ".o_kanban_group:has(.o_column_title:contains(Backlog - Reseller)) .o_kanban_record:contains(The till does not open)"
    ),
]);
