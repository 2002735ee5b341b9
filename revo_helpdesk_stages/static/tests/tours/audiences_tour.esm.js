/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {patiently} from "./steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** All that is written on the ticket; each text has a file of its name. */
const WRITTEN = {
    "cleo-message": "Client",
    "ana-note": "Client",
    "ana-message": "Reseller and vendor",
    "sam-note": "Vendor only",
    "sam-message": "Reseller and vendor",
    "dan-note": "Vendor only",
    "dan-message": "Reseller and vendor",
};

/** Who may read which of it. */
const READERS = {
    client: ["Client"],
    reseller: ["Client", "Reseller and vendor"],
    vendor: ["Client", "Reseller and vendor", "Vendor only"],
};

function readBy(reader) {
    return Object.keys(WRITTEN).filter((name) =>
        READERS[reader].includes(WRITTEN[name])
    );
}

/** Compares as sets, and says what is too much and what is missing. */
function assertSame(what, found, expected) {
    const extra = found.filter((item) => !expected.includes(item));
    const missing = expected.filter((item) => !found.includes(item));
    if (extra.length || missing.length) {
        throw new Error(`${what}: too much: ${extra}; missing: ${missing}`);
    }
}

function texts(selector) {
    return [...document.querySelectorAll(selector)].map((element) =>
        element.textContent.trim()
    );
}

/** Whatever of the ticket is anywhere on the page, in texts, attributes and links. */
function onPage(suffix) {
    const page = document.documentElement.outerHTML;
    return Object.keys(WRITTEN).filter((name) => page.includes(`${name}${suffix}`));
}

function shows(what, selector) {
    return {content: `There is ${what}`, trigger: selector, run: () => {}};
}

function message(name) {
    return `.o-mail-Message:contains(Words of ${name}.)`;
}

function checkMessages(reader) {
    return [
        // A form is long in coming where many tests run.
        ...readBy(reader).map((name) => ({
            ...shows(name, message(name)),
            timeout: 30000,
        })),
        {
            content: "Nothing else is there",
            trigger: ".o-mail-Chatter",
            run: () => {
                assertSame("Texts", onPage("."), readBy(reader));
                assertSame("Files", onPage(".txt"), readBy(reader));
            },
        },
        ...readBy(reader).map((name) =>
            shows(
                `who reads ${name}`,
                `${message(name)} .o_helpdesk_audience:contains(${WRITTEN[name]})`
            )
        ),
    ];
}

function checkFiles(reader) {
    const files = readBy(reader).map((name) => `${name}.txt`);
    return [
        {
            content: "See to it that the files are open",
            trigger: ".o-mail-Chatter-attachFiles",
            run: () => {
                if (!document.querySelector(".o-mail-AttachmentBox")) {
                    document.querySelector(".o-mail-Chatter-attachFiles").click();
                }
            },
        },
        ...files.map((file) =>
            shows(
                file,
                `.o-mail-AttachmentBox .o-mail-AttachmentCard:contains(${file})`
            )
        ),
        {
            content: "No other file is there",
            trigger: ".o-mail-AttachmentBox .o_helpdesk_audience",
            run: () => {
                const cards = texts(".o-mail-AttachmentBox .o-mail-AttachmentCard");
                const found = cards.map((card) => card.match(/[a-z]+-[a-z]+\.txt/)[0]);
                assertSame("Box of files", found, files);
            },
        },
    ];
}

/** What a button says, and what is said of the text that it opens. */
function checkButton(button, label, lines) {
    return [
        {
            content: `Press ${label}`,
            trigger: `${button}:contains(${label})`,
            run: "click",
        },
        ...lines.map((line) => shows(line, `.o_helpdesk_readers:contains(${line})`)),
        {
            content: "What sends it says the same; Odoo offers no other recipients",
            trigger: ".o-mail-Composer",
            run: () => {
                assertSame("Sending", texts(".o-mail-Composer-send"), [label]);
                const others = texts(
                    ".o-mail-Composer-fullComposer, [name=open-full-composer]," +
                        " .o-mail-SuggestedRecipient, .o-mail-RecipientsInput"
                );
                assertSame("Other ways", others, []);
            },
        },
    ];
}

function addBackendTour(name, reader, buttons) {
    tours.add(`helpdesk_audiences_${name}`, {
        ...PLAYED,
        steps: () =>
            patiently([
                ...checkMessages(reader),
                ...checkFiles(reader),
                ...checkButton(".o-mail-Chatter-logNote", ...buttons.note),
                ...checkButton(".o-mail-Chatter-sendMessage", ...buttons.message),
            ]),
    });
}

addBackendTour("reseller", "reseller", {
    note: [
        "Note for the client",
        ["Read by the client, North and REVO.", "Nobody is notified."],
    ],
    message: [
        "Message to REVO",
        [
            "Read by North and REVO. The client does not see it.",
            "Notified: Dan, Sam, Sue.",
        ],
    ],
});

addBackendTour("support", "vendor", {
    note: ["Internal note", ["Only REVO reads it.", "Nobody is notified."]],
    message: [
        "Message to North",
        [
            "Read by North and REVO. The client does not see it.",
            "Notified: Ana, Ben, Dan.",
        ],
    ],
});

tours.add("helpdesk_audiences_client", {
    ...PLAYED,
    steps: () =>
        patiently([
            ...readBy("client").map((name) =>
                shows(name, `#wrap:contains(Words of ${name}.):contains(${name}.txt)`)
            ),
            {
                content: "Nothing else is there, nor who reads what",
                trigger: "#wrap",
                run: () => {
                    assertSame("Texts", onPage("."), readBy("client"));
                    assertSame("Files", onPage(".txt"), readBy("client"));
                    assertSame("Badges", texts(".o_helpdesk_audience"), []);
                },
            },
        ]),
});

/** In a direct team there is no reseller: what is not for the client is the team's. */
tours.add("helpdesk_audiences_direct", {
    ...PLAYED,
    steps: () =>
        patiently([
            {
                ...shows(
                    "the note",
                    ".o-mail-Message:contains(Between us)" +
                        " .o_helpdesk_audience:contains(The team)"
                ),
                timeout: 30000,
            },
            shows(
                "the answer",
                ".o-mail-Message:contains(To the client)" +
                    " .o_helpdesk_audience:contains(Client)"
            ),
            {
                content: "Nobody else is named",
                trigger: ".o-mail-Chatter",
                run: () => {
                    assertSame(
                        "Badges",
                        [...new Set(texts(".o-mail-Message .o_helpdesk_audience"))],
                        ["The team", "Client"]
                    );
                },
            },
        ]),
});

/** Writes an internal note, and sees at once who reads it. */
tours.add("helpdesk_audiences_write", {
    ...PLAYED,
    steps: () =>
        patiently([
            {
                content: "Write an internal note",
                trigger: ".o-mail-Chatter-logNote:contains(Internal note)",
                timeout: 30000,
                run: "click",
            },
            {
                content: "Write it",
                trigger: ".o-mail-Composer-input",
                run: "text Just between us",
            },
            {
                content: "Send it",
                trigger: ".o-mail-Composer-send:not([disabled])",
                run: "click",
            },
            shows(
                "who reads it",
                ".o-mail-Message:contains(Just between us)" +
                    " .o_helpdesk_audience:contains(Vendor only)"
            ),
        ]),
});
