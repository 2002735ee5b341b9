/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {patiently} from "./steps.esm";
import {registry} from "@web/core/registry";

const TITLE = "The scanner is blind";

function read(content, trigger) {
    return {content, trigger, run: () => {}};
}

/** Odoo 19.0 wants to know where a page is left; 17.0 does not mind. */
function leaveBy(content, trigger) {
    return {content, trigger, run: "click", expectUnloadPage: true};
}

/** A client answers, says that it is solved, and reopens. */
registry.category("web_tour.tours").add("helpdesk_portal_client", {
    ...PLAYED,
    steps: () =>
        patiently([
            read(
                "The ticket that waits for the client stands out",
                `.list-group-item-warning:contains(${TITLE}):contains(We wait for)`
            ),
            leaveBy("Open it", `.list-group-item:contains(${TITLE})`),
            read("The question is there", ".o_helpdesk_text:contains(Does its lamp)"),
            leaveBy("Send an empty answer", "#answer button[type=submit]"),
            read("It says why not", "#answer .alert:contains(The answer is empty)"),
            {
                content: "Answer",
                trigger: "#answer_text",
                run: "text It is red.",
            },
            leaveBy("Send the answer", "#answer button[type=submit]"),
            read("It says that it is sent", "#done:contains(Your answer is sent)"),
            read("The answer is there", ".o_helpdesk_text:contains(It is red.)"),
            read("It is with the reseller", ".o_helpdesk_status:contains(North)"),
            leaveBy("It is solved", "button[name=why][value=solved]"),
            read("The ticket is solved", ".o_helpdesk_status:contains(Solved)"),
            leaveBy("Reopen without a reason", "#reopen button"),
            read(
                "It asks for the reason",
                "#reopen .alert:contains(what is still wrong)"
            ),
            {
                content: "Say why",
                trigger: "#reopen_text",
                run: "text It is blind again.",
            },
            leaveBy("Reopen", "#reopen button"),
            read("The ticket is open", "#done:contains(The ticket is open again)"),
            read(
                "The reason is there",
                ".o_helpdesk_text:contains(It is blind again.)"
            ),
        ]),
});

function compare(content, trigger, text) {
    return {
        content,
        trigger,
        run: () => {
            const {value} = document.querySelector(trigger);
            if (value !== text) {
                console.error(`${trigger} holds “${value}”`);
            }
        },
    };
}

/** What a client has typed stands in the form again, until it is sent. */
registry.category("web_tour.tours").add("helpdesk_portal_kept", {
    ...PLAYED,
    steps: () =>
        patiently([
            leaveBy("Open the ticket", `.list-group-item:contains(${TITLE})`),
            {
                content: "Type a long text",
                trigger: "#answer_text",
                run: "text Half a day of work",
            },
            leaveBy("Leave the page", ".breadcrumb a[href*='/my/tickets']"),
            leaveBy("Come back", `.list-group-item:contains(${TITLE})`),
            compare("The text is there", "#answer_text", "Half a day of work"),
            leaveBy("Send it", "#answer button[type=submit]"),
            read("It says that it is sent", "#done:contains(Your answer is sent)"),
            compare("The form is empty", "#answer_text", ""),
            leaveBy("Leave the page", ".breadcrumb a[href*='/my/tickets']"),
            leaveBy("Come back", `.list-group-item:contains(${TITLE})`),
            compare("It stays so", "#answer_text", ""),
        ]),
});

/** A client who waits too long reminds the team, which happens once. */
registry.category("web_tour.tours").add("helpdesk_portal_nudge", {
    ...PLAYED,
    steps: () =>
        patiently([
            leaveBy("Open the ticket", `.list-group-item:contains(${TITLE})`),
            leaveBy("Remind the team", "form[action$='/nudge'] button"),
            read("It says so", "#done:contains(North is reminded)"),
            read("And when", ".card:contains(You reminded the team on)"),
            read("Once a day", "#wrapwrap:not(:has(form[action$='/nudge']))"),
        ]),
});

/** A client confirms that the work is finished, and comes back to it later. */
registry.category("web_tour.tours").add("helpdesk_portal_close", {
    ...PLAYED,
    steps: () =>
        patiently([
            leaveBy("Open the ticket", `.list-group-item:contains(${TITLE})`),
            read("It says until when", ".card:contains(It closes by itself on)"),
            leaveBy("It works", "form[action$='/close'] button"),
            read("It is closed", "#done:contains(the work is finished)"),
            read("So is the ticket", ".o_helpdesk_status:contains(Closed)"),
            read("Nothing is left to write", "#wrapwrap:not(:has(#reopen, #answer))"),
            leaveBy("Come back to it", "a:contains(Open a new ticket about this)"),
            read("It knows which", ".alert-info:contains(which is closed)"),
            read("It has its title", `input[name=subject][value='${TITLE}']`),
        ]),
});

function bring(kind, trigger, name, type, size = 8) {
    const held = new DataTransfer();
    held.items.add(new File([new Uint8Array(size)], name, {type}));
    const event =
        kind === "paste"
            ? new ClipboardEvent(kind, {clipboardData: held, bubbles: true})
            : new DragEvent(kind, {dataTransfer: held, bubbles: true});
    document.querySelector(trigger).dispatchEvent(event);
}

const ROW = "#answer .o_helpdesk_files li";

/** Pictures that are pasted and dropped are shown, taken back, and sent with the answer. */
registry.category("web_tour.tours").add("helpdesk_portal_files", {
    ...PLAYED,
    steps: () =>
        patiently([
            leaveBy("Open the ticket", `.list-group-item:contains(${TITLE})`),
            read("It says how", "#answer .o_helpdesk_files .form-text:not([hidden])"),
            {
                content: "Paste, drop, and bring what is too much",
                trigger: "#answer_text",
                run: () => {
                    bring("paste", "#answer_text", "pasted.png", "image/png");
                    bring("drop", "#answer", "dropped.jpg", "image/jpeg");
                    bring("drop", "#answer", "log.txt", "text/plain");
                    bring("drop", "#answer", "huge.png", "image/png", 3000000);
                },
            },
            read("The pasted picture is shown", `${ROW}:contains(pasted.png) img`),
            read("The dropped one is shown", `${ROW}:contains(dropped.jpg) img`),
            read(
                "Too much is left out",
                "#answer .text-danger:contains(huge.png is left)"
            ),
            {
                content: "Take one back",
                trigger: `${ROW}:contains(dropped.jpg) button`,
                run: "click",
            },
            read("It is gone", `#answer:not(:has(li:contains(dropped.jpg)))`),
            leaveBy("Send the answer", "#answer button[type=submit]"),
            read("It says that it is sent", "#done:contains(Your answer is sent)"),
            read("The picture came along", ".o_helpdesk_text:contains(pasted.png)"),
            read("So did the text", ".o_helpdesk_text:contains(log.txt)"),
        ]),
});
