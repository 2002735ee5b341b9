/** @odoo-module **/

import {PLAYED} from "@revo_helpdesk_stages/../tests/tours/pace.esm";
import {patiently} from "@revo_helpdesk_stages/../tests/tours/steps.esm";
import {click, leaveBy, read} from "./steps.esm";
import {registry} from "@web/core/registry";

const NEW = "The till takes no cards";
const ASKED = "The scanner is blind";
const FORGOTTEN = "The drawer is stuck";
const TEXTS = {
    "input[name=subject]": NEW,
    "textarea[name=description]": "Since this morning, at both tills.",
    "textarea[name=steps]": "1. Open an order. 2. Press Pay.",
    "textarea[name=expected_result]": "The card is taken.",
};
const FORM = "form.o_helpdesk_request";
// Of one pixel, as the server looks into what is said to be one.
const PICTURE =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

function write(trigger, text) {
    return {content: `Write: ${text}`, trigger, run: `text ${text}`};
}

function check(content, trigger, problem) {
    return {
        content,
        trigger,
        run: () => {
            const found = problem();
            if (found) {
                throw new Error(`${content}: ${found}`);
            }
        },
    };
}

function bring(kind, trigger, name) {
    const bytes = Uint8Array.from(atob(PICTURE), (letter) => letter.charCodeAt(0));
    const held = new DataTransfer();
    held.items.add(new File([bytes], name, {type: "image/png"}));
    const event =
        kind === "paste"
            ? new ClipboardEvent(kind, {clipboardData: held, bubbles: true})
            : new DragEvent(kind, {dataTransfer: held, bubbles: true});
    document.querySelector(trigger).dispatchEvent(event);
}

function pasteAndDrop() {
    return {
        content: "Paste a picture, and drop another one",
        trigger: "textarea[name=steps]",
        run: () => {
            bring("paste", "textarea[name=steps]", "till.png");
            bring("drop", FORM, "terminal.png");
        },
    };
}

/** The four steps of a page, and which of them is the present one. */
function isAt(step) {
    return check(
        `It says how far it is: ${step}`,
        `.o_helpdesk_steps .o_helpdesk_step_current:contains(${step})`,
        () => {
            const {length} = document.querySelectorAll(".o_helpdesk_steps > li");
            return length !== 4 && `there are ${length} steps`;
        }
    );
}

function open(title) {
    return leaveBy(`Open ${title}`, `.list-group-item:contains(${title})`);
}

function backToTickets() {
    return leaveBy("Back to the tickets", ".breadcrumb a[href*='/my/tickets']");
}

function openTicket() {
    return [
        leaveBy("Open a ticket", "a.btn-primary[href='/new/ticket']"),
        read("There is a way back", ".breadcrumb a[href='/my/tickets']"),
        click("Something does not work", "label[for=reported_type_support]"),
        ...Object.entries(TEXTS).map(([trigger, text]) => write(trigger, text)),
        click("It happens every time", "label[for=reproducible_always]"),
        pasteAndDrop(),
        read("The pasted picture is shown", `${FORM} li:contains(till.png) img`),
        read("The dropped one is shown", `${FORM} li:contains(terminal.png) img`),
        click("No orders come in", "label[for=priority_4]"),
        read("It asks what stops them", "#immediate_reason_id"),
        leaveBy("Send it without an answer", `${FORM} button[type=submit]`),
        read("It says what is asked for", ".alert-danger:contains(Immediate is only)"),
        read(
            "It says what is lost",
            ".alert-warning:contains(Choose your files again)"
        ),
        check("Nothing that was typed is lost", FORM, () => {
            const lost = Object.keys(TEXTS).filter(
                (trigger) => document.querySelector(trigger).value !== TEXTS[trigger]
            );
            const ticked = [
                "reported_type_support",
                "reproducible_always",
                "priority_4",
            ];
            return [
                ...lost,
                ...ticked.filter((id) => !document.getElementById(id).checked),
            ].join(", ");
        }),
        pasteAndDrop(),
        read("The pictures are there again", `${FORM} li:contains(terminal.png) img`),
        {
            content: "Say what stops the orders",
            trigger: "#immediate_reason_id",
            run: () => {
                const list = document.querySelector("#immediate_reason_id");
                list.selectedIndex = 1;
                list.dispatchEvent(new Event("change", {bubbles: true}));
            },
        },
        leaveBy("Send it", `${FORM} button[type=submit]`),
        read("It says that it is sent", "#done:contains(Your ticket is sent)"),
        isAt("Received"),
        read("Who has it is said", ".o_helpdesk_status:contains(North)"),
        read("The steps are there", "#wrapwrap dd:contains(Press Pay)"),
        read("So are the pictures", "#wrapwrap li:contains(terminal.png)"),
    ];
}

function readAndAnswer() {
    return [
        backToTickets(),
        read(
            "What waits for the client stands out",
            `.list-group-item-warning:contains(${ASKED}):contains(We wait for)`
        ),
        open(ASKED),
        isAt("Waits for you"),
        read("The note is there", ".o_helpdesk_text:contains(Does its lamp light up)"),
        check(
            "What was long ago is not",
            ".o_helpdesk_earlier",
            () =>
                document.body.textContent.includes("The very first words") &&
                "all of it is shown"
        ),
        leaveBy("See what was before", ".o_helpdesk_earlier"),
        read("It is there", ".o_helpdesk_text:contains(The very first words)"),
        read("There is no more", "#wrapwrap:not(:has(.o_helpdesk_earlier))"),
        leaveBy("Send nothing", "#answer button[type=submit]"),
        read("It says why not", "#answer .alert:contains(The answer is empty)"),
        write("#answer_text", "It is red."),
        leaveBy("Send the answer", "#answer button[type=submit]"),
        read("It says that it is sent", "#done:contains(Your answer is sent)"),
        read("The answer is there", ".o_helpdesk_text:contains(It is red.)"),
        isAt("Being worked on"),
    ];
}

function resolveReopenAndClose() {
    return [
        leaveBy("It is solved", "button[name=why][value=solved]"),
        isAt("Solved"),
        leaveBy("Reopen without a reason", "#reopen button"),
        read("It asks for the reason", "#reopen .alert:contains(what is still wrong)"),
        write("#reopen_text", "It is blind again."),
        leaveBy("Reopen", "#reopen button"),
        read("It is open", "#done:contains(The ticket is open again)"),
        read("The reason is there", ".o_helpdesk_text:contains(It is blind again.)"),
        isAt("Being worked on"),
        leaveBy("It is solved now", "button[name=why][value=solved]"),
        read("It says until when", ".card:contains(It closes by itself on)"),
        leaveBy("It works", "form[action$='/close'] button"),
        read("It is closed", "#done:contains(the work is finished)"),
        isAt("Closed"),
        read("Nothing is left to write", "#wrapwrap:not(:has(#reopen, #answer))"),
    ];
}

function pullTheSleeve() {
    return [
        backToTickets(),
        open(FORGOTTEN),
        read("It says why one may", ".card:contains(Pull our sleeve)"),
        leaveBy("Remind the team", "form[action$='/nudge'] button"),
        read("It says so", "#done:contains(North is reminded)"),
        read("And when", ".card:contains(You reminded the team on)"),
        read("Once a day", "#wrapwrap:not(:has(form[action$='/nudge']))"),
    ];
}

/** A client's day on the site. Source: 002, "Ghid de utilizare". */
registry.category("web_tour.tours").add("helpdesk_day_client", {
    ...PLAYED,
    steps: () =>
        patiently([
            read(
                "The day begins with the tickets",
                `.o_helpdesk_tickets:contains(${ASKED})`
            ),
            ...openTicket(),
            ...readAndAnswer(),
            ...resolveReopenAndClose(),
            ...pullTheSleeve(),
            // A machine on which much is tried at once is slow.
        ]),
});
