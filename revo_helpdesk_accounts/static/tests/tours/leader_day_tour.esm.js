/** @odoo-module **/

import {PLAYED} from "@revo_helpdesk_stages/../tests/tours/pace.esm";
import {patiently} from "@revo_helpdesk_stages/../tests/tours/steps.esm";
import {NO_DIALOG, click, read, splitOff, write} from "./steps.esm";
import {registry} from "@web/core/registry";

const TILL = "The till does not print";
const SCANNER = "The scanner is blind";
const TOPIC = "The menu needs a new page";
// Milliseconds between two looks at what a button shows, and after which it has shown it
// on a busy machine, too.
const LOOK = 50;
const LONG = 15000;
const LINES = ".o_field_widget[name=timesheet_ids]";
const ABOVE = ".o_form_view .o_statusbar_buttons";

function card(title) {
    return `.o_kanban_record:contains(${title})`;
}

/** On a narrow screen the menus are behind a button, and one stage is shown at a time. */
function openMenu(name, isPhone) {
    const item = `[data-menu-xmlid='${name}']`;
    if (!isPhone) {
        return [click(`Open ${name}`, `.o_menu_sections ${item}`)];
    }
    return [
        click("Unfold the menus", ".o_mobile_menu_toggle, a.o_menu_toggle"),
        click(`Open ${name}`, `.o_burger_menu ${item}, .o_app_menu_sidebar ${item}`),
    ];
}

function openBoard(stage, isPhone) {
    return [
        ...openMenu("revo_helpdesk_stages.helpdesk_ticket_menu_board", isPhone),
        ...(isPhone ? [click(`Go to ${stage}`, `[role=tab]:contains(${stage})`)] : []),
    ];
}

function openCard(title) {
    return [
        click(`Open ${title}`, card(title)),
        read("The ticket is open", ".o_form_view .o_statusbar_status"),
        {
            content: `It is ${title}`,
            trigger:
                ".o_form_view [name=name] input, .o_form_view [name=name] textarea",
            run() {
                const field = document.querySelector(
                    ".o_form_view [name=name] input, .o_form_view [name=name] textarea"
                );
                if (field.value !== title) {
                    throw new Error(`It is ${field.value}`);
                }
            },
        },
    ];
}

/** What is above the ticket; a narrow screen folds it. */
function pressAbove(content, name, isPhone) {
    const button = `button[name=${name}]`;
    const unfold = {
        content: `Unfold the buttons for: ${content}`,
        trigger: ABOVE,
        run: () => {
            const shown = document.querySelector(`${ABOVE} ${button}`);
            if (!shown?.getClientRects().length) {
                const togglers = [".dropdown-toggle", "button:has(.oi-ellipsis-v)"];
                document
                    .querySelector(togglers.map((one) => `${ABOVE} ${one}`).join(", "))
                    .click();
            }
        },
    };
    return [
        ...(isPhone ? [unfold] : []),
        click(content, `${ABOVE} ${button}, .o-dropdown--menu ${button}`),
    ];
}

function classify(type, isPhone) {
    return [
        read(
            "It is to be classified first",
            "[name=to_classify]:contains(choose its type)"
        ),
        ...(isPhone
            ? [click("Unfold who and what", ".o_helpdesk_facts_toggle [role=button]")]
            : []),
        click(
            `It is ${type}`,
            `.o_form_view [name=request_type] label:contains(${type})`
        ),
        ...pressAbove("The leader takes it", "assign_to_me", isPhone),
        read("It is classified", ".o_form_view:not(:has([name=to_classify]))"),
    ];
}

function standsIn(stage) {
    // On a narrow screen the status bar is one button with the name of the stage.
    const current = [".o_arrow_button_current span", "> .dropdown-toggle"]
        .map(
            (button) => `.o_form_view .o_statusbar_status ${button}:contains(${stage})`
        )
        .join(", ");
    return read(`It stands in ${stage}`, current);
}

function writeToClient(text) {
    return [
        click("Write to the client", ".o-mail-Chatter-sendMessage"),
        write("Say it", ".o-mail-Composer-input", text),
        click("Send it", ".o-mail-Composer-send:not([disabled])"),
        read("It is sent", `.o-mail-Message:contains(${text})`),
    ];
}

function splitOffTopic() {
    return [
        ...splitOff(TOPIC),
        read(
            "The other one is open",
            // On a phone 19.0 has it above.
            `.o_control_panel:contains(${TOPIC}), .o_last_breadcrumb_item:contains(${TOPIC})`
        ),
    ];
}

/** Press a button once more where the page was read anew in between, and it did nothing. */
function pressUntil(content, button, shown) {
    const run = () => {
        let pressed = 0;
        const look = setInterval(() => {
            if (document.querySelector(shown)) {
                clearInterval(look);
            } else if (Date.now() - pressed > LONG) {
                pressed = Date.now();
                document.querySelector(button)?.click();
            }
        }, LOOK);
    };
    return {content, trigger: button, run};
}

function logTime(text, logged, isPhone) {
    const line = isPhone ? ".modal-body" : `${LINES} .o_selected_row`;
    const add = isPhone
        ? click("Add a line", `${LINES} .o-kanban-button-new`)
        : pressUntil("Add a line", `${LINES} .o_field_x2many_list_row_add a`, line);
    return [
        click("Open the timesheets", ".o_form_view .nav-link:contains(Timesheets)"),
        add,
        write("Say what was done", `${line} [name=name] input`, text),
        write("How long", `${line} [name=unit_amount] input`, "0:30"),
        ...(isPhone
            ? [click("Keep the line", ".modal-footer .o_form_button_save"), NO_DIALOG]
            : []),
        click("Save", ".o_form_view .o_form_button_save, .o_form_button_save"),
        read("It carries the initials", `${LINES}:contains(${logged})`),
    ];
}

function morning(isPhone) {
    return [
        // The first thing that is seen of the app.
        read("A new ticket is to be classified", `${card(TILL)}:contains(To classify)`),
        read("It says what is missing", `${card(TILL)}:contains(missing)`),
        ...openCard(TILL),
        ...classify("Support", isPhone),
        standsIn("In Progress"),
        read(
            "It waits on its leader",
            ".o_helpdesk_next_step:contains(Waits on Araceli)"
        ),
        ...(isPhone ? [] : [read("It has its task", "button[name=action_view_task]")]),
        ...writeToClient("We have it, and look into it today."),
        ...pressAbove("Ask for details", "action_ask_details", isPhone),
        read(
            "The client is asked for what is missing",
            ".o-mail-Message:contains(please tell us what is missing):contains(Steps)"
        ),
        ...splitOffTopic(),
        read("It may start", ".o_form_view [name=queue]:contains(None is in progress)"),
        ...pressAbove("Start the change", "action_start", isPhone),
        standsIn("In Progress"),
    ];
}

function noon(isPhone) {
    return [
        ...openMenu("helpdesk_mgmt.helpdesk_ticket_dashboard_menu", isPhone),
        read(
            "Somebody waits too long",
            `${card("Harbour leaders")}:contains(Answer overdue)`
        ),
        click("Who is it?", `${card("Harbour leaders")} a:contains(Answer overdue)`),
        read("It is red, with the reason", `${card(SCANNER)}:contains(Answer overdue)`),
        read("It is the only one", `body:not(:has(${card(TILL)}))`),
        ...openCard(SCANNER),
        ...classify("Support", isPhone),
        read(
            "One support ticket at a time",
            ".o_form_view [name=queue]:contains(No. 1 of the support queue)"
        ),
        ...pressAbove("Start it all the same", "action_start", isPhone),
        read("It says why not", ".modal-body:contains(in progress at a time)"),
        click("So be it", ".modal-footer button"),
        NO_DIALOG,
        ...writeToClient("It is next, after the till."),
        ...openMenu("revo_helpdesk_accounts.helpdesk_ticket_menu_queue", isPhone),
    ];
}

function evening(isPhone) {
    return [
        ...openBoard("In Progress", isPhone),
        ...openCard(TILL),
        ...logTime("Seguimiento de ticket", "ACC Seguimiento de ticket", isPhone),
        click("Resolve it", ".o_helpdesk_next button:contains(Resolve)"),
        standsIn("Done"),
        read("It says what comes then", ".o_helpdesk_next_step:contains(Resolved)"),
        ...openBoard("In Progress", isPhone),
        ...openCard(SCANNER),
        ...pressAbove("Start the next one", "action_start", isPhone),
        read("It waits no more", ".o_form_view:not(:has([name=queue]))"),
    ];
}

const QUEUE = {
    desk: [
        read(
            "One is in progress",
            `.o_data_row:contains(${TILL}):contains(In progress)`
        ),
        read(
            "The other waits",
            `.o_data_row:contains(${SCANNER}):contains(In the queue)`
        ),
    ],
    phone: [read("The other waits", `${card(SCANNER)}:contains(No. 1 of the)`)],
};

/** An account leader's day. Source: 004, "Atención a Clientes". */
function addTour(name, isPhone) {
    registry.category("web_tour.tours").add(`helpdesk_day_leader_${name}`, {
        ...PLAYED,
        steps: () =>
            patiently([
                ...morning(isPhone),
                ...noon(isPhone),
                ...QUEUE[name],
                ...evening(isPhone),
                // A machine on which much is tried at once is slow.
            ]),
    });
}

addTour("desk", false);
addTour("phone", true);
