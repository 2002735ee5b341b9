/** @odoo-module **/

import {PLAYED} from "@revo_helpdesk_stages/../tests/tours/pace.esm";
import {patiently} from "@revo_helpdesk_stages/../tests/tours/steps.esm";
import {NO_DIALOG, click, leaveBy, read, splitOff, write} from "./steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const TITLE = "The till does not print";
const TOPIC = "The menu needs a new page";
const CARD = `.o_kanban_record:contains(${TITLE})`;
const LINES = ".o_field_widget[name=timesheet_ids]";

function writeOnceOpen(content, trigger, text) {
    // A window may take its time to open.
    return {...write(content, trigger, text), timeout: 30000};
}

function standsIn(stage) {
    return read(
        `It stands in ${stage}`,
        `.o_statusbar_status .o_arrow_button_current span:contains(${stage})`
    );
}

function openCase() {
    return [
        click("Open the ticket", CARD),
        read("The ticket is open", ".o_form_view .o_statusbar_status"),
    ];
}

function save() {
    return [
        click("Save", ".o_form_button_save"),
        read(
            "It is saved",
            ".o_form_saved, .o_form_status_indicator_buttons.invisible"
        ),
    ];
}

/** Logs half an hour on the ticket; the server puts the initials in front. */
function logTime(text, logged) {
    return [
        click("Add a line", `${LINES} .o_field_x2many_list_row_add a`),
        writeOnceOpen(
            "Say what was done",
            `${LINES} .o_selected_row [name=name] input`,
            text
        ),
        writeOnceOpen(
            "How long",
            `${LINES} .o_selected_row [name=unit_amount] input`,
            "0:30"
        ),
        save(),
        read("It carries the initials", `${LINES} .o_data_row:contains(${logged})`),
    ].flat();
}

/** A part of the story that one person plays in the back end. */
function addTour(name, steps) {
    tours.add(`helpdesk_accounts_${name}`, {...PLAYED, steps: () => patiently(steps)});
}

addTour("call", [
    click("Somebody calls", ".o_control_panel button:contains(New call)"),
    writeOnceOpen(
        "Who calls",
        ".o_helpdesk_call [name=partner_id] input",
        "Cati Serra"
    ),
    click(
        "It is this one",
        ".o_helpdesk_call .o-autocomplete--dropdown-item:contains(Cati Serra)"
    ),
    writeOnceOpen("What about", ".o_helpdesk_call [name=name] input", TITLE),
    {
        content: "What was said",
        trigger: ".o_helpdesk_call [name=description] .odoo-editor-editable",
        run: "text Since this morning. And the menu needs a new page.",
    },
    click("Create it", "button[name=action_open_entered]"),
    NO_DIALOG,
    read("The ticket is open", ".o_form_view .alert:contains(choose its type)"),
    {
        content: "Its leader is proposed",
        trigger: "[name=account_leader_id] input",
        run: () => {
            const input = document.querySelector("[name=account_leader_id] input");
            if (!input.value.includes("Araceli")) {
                throw new Error(`The proposed leader is ${input.value}`);
            }
        },
    },
    click("It is support", "[name=request_type] label:contains(Support)"),
    save(),
    read("It is classified", ".o_form_view:not(:has([name=to_classify]))"),
    standsIn("In Progress"),
]);

addTour("leader", [
    openCase(),
    click("The leader takes it", "button[name=assign_to_me]"),
    read("It has its task", "button[name=action_view_task]"),
    click("Open the timesheets", ".nav-link:contains(Timesheets)"),
    logTime("Seguimiento de ticket", "ACC Seguimiento de ticket"),
]);

addTour("colleague", [
    openCase(),
    click("Open the timesheets", ".nav-link:contains(Timesheets)"),
    logTime("Entender el escenario", "JMRTT Entender el escenario"),
    logTime("Acciones recomendadas", "JMRTT Acciones recomendadas"),
    read(
        "The total is there",
        "button[name=action_view_task] .o_stat_value:contains(01:30)"
    ),
]);

addTour("split", [
    openCase(),
    splitOff(TOPIC),
    read("The new ticket is open", `.o_control_panel:contains(${TOPIC})`),
    click("More of it", ".o_form_view .nav-link:contains(More)"),
    read("It names the first one", ".o_form_view [name=split_source_id]"),
]);

/** The client finds both topics, each naming the other. */
tours.add("helpdesk_accounts_client", {
    ...PLAYED,
    steps: () =>
        patiently([
            read("The second topic is there", `.list-group-item:contains(${TOPIC})`),
            leaveBy("Open the first one", `.list-group-item:contains(${TITLE})`),
            read("It is told", ".o_helpdesk_text:contains(followed separately)"),
            leaveBy("Go to the other", `#wrapwrap a:contains(${TOPIC})`),
            read("It names the first", "#wrapwrap dt:contains(Split off from)"),
        ]),
});
