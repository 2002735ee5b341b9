/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {patiently} from "./steps.esm";
import {registry} from "@web/core/registry";

const TEXT = "Hello Cleo, is there paper?";

function open(button) {
    return {
        content: "Open the composer",
        trigger: button,
        timeout: 30000,
        run: "click",
    };
}

function choose() {
    return [
        {
            content: "Choose the answer",
            trigger: `.o-mail-Composer-suggestion:contains(${TEXT})`,
            run: "click",
        },
        {
            content: "It stands in the composer",
            trigger: ".o-mail-Composer-input",
            run: () => {
                const {value} = document.querySelector(".o-mail-Composer-input");
                if (value.trim() !== TEXT) {
                    throw new Error(`In the composer: ${value}`);
                }
            },
        },
        {
            content: "Send it",
            trigger: ".o-mail-Composer-send:not([disabled])",
            run: "click",
        },
    ];
}

/** Keep what was sent, from the menu that a message has under the mouse. */
function keep() {
    return [
        {
            content: "Open the menu of the message",
            trigger: `.o-mail-Message:contains(${TEXT}):contains(Reseller and vendor)`,
            run: () => {
                const message = [...document.querySelectorAll(".o-mail-Message")].find(
                    ({textContent}) => textContent.includes(TEXT)
                );
                message.dispatchEvent(new MouseEvent("mouseenter"));
                message
                    .querySelector(
                        ".o-mail-Message-actions .fa-ellipsis-h," +
                            " .o-mail-Message-actions .oi-ellipsis-v"
                    )
                    .click();
            },
        },
        {
            content: "Keep it",
            trigger:
                ".o-mail-Message-moreMenu .dropdown-item:contains(Keep as an answer)",
            run: "click",
        },
        {
            content: "Give it a shortcut",
            trigger: ".modal-content .o_field_widget[name=source] input",
            run: "text kept",
        },
        {
            content: "Save it",
            trigger: ".modal-content .o_form_button_save",
            run: "click",
        },
        {content: "It is kept", trigger: "body:not(:has(.modal))", run: () => {}},
    ];
}

registry.category("web_tour.tours").add("helpdesk_answers", {
    ...PLAYED,
    steps: () =>
        patiently([
            open(".o-mail-Chatter-logNote:contains(Note for the client)"),
            {
                content: "Type two colons and a part of the shortcut",
                trigger: ".o-mail-Composer-input",
                run: "text ::pap",
            },
            ...choose(),
            {
                content: "The note is there",
                trigger: `.o-mail-Message:contains(${TEXT})`,
                run: () => {},
            },
            open(".o-mail-Chatter-sendMessage:contains(Message to REVO)"),
            {
                content: "Press the button of answers",
                trigger: ".o_helpdesk_answers, [name=add-canned-response]",
                run: "click",
            },
            ...choose(),
            {
                content: "Both are there",
                trigger: `.o-mail-Message:contains(${TEXT}):contains(Reseller and vendor)`,
                run: () => {},
            },
            ...keep(),
        ]),
});
