/** @odoo-module **/

/** What people of account teams do on screens and pages, as steps of tours. */

export function read(content, trigger) {
    return {content, trigger, run: () => {}};
}

export function click(content, trigger) {
    return {content, trigger, run: "click"};
}

export function write(content, trigger, text) {
    return {content, trigger, run: `text ${text}`};
}

/** Odoo 19.0 wants to know where a page is left; 17.0 does not mind. */
export function leaveBy(content, trigger) {
    return {content, trigger, run: "click", expectUnloadPage: true};
}

export const NO_DIALOG = read("No dialog is open", "body:not(:has(.modal))");

/** Split a change off an open ticket. */
export function splitOff(topic) {
    return [
        click("Open the gear", ".o_cp_action_menus button"),
        click(
            "It is two topics",
            [".o_menu_item", ".o-dropdown-item"]
                .map((item) => `.o-dropdown--menu ${item}:contains(Split off a topic)`)
                .join(", ")
        ),
        {
            // A window may take its time to open.
            timeout: 30000,
            ...write(
                "The other is about",
                ".o_helpdesk_split [name=name] input",
                topic
            ),
        },
        click(
            "It is a change",
            ".o_helpdesk_split [name=request_type] label:contains(Change)"
        ),
        {
            content: "What the client asks for",
            trigger: ".o_helpdesk_split [name=description] .odoo-editor-editable",
            run: "text A page with the dishes of the season.",
        },
        click("Split it off", "button[name=action_apply]"),
        NO_DIALOG,
    ];
}
