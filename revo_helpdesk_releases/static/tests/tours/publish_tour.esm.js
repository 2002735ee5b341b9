/** @odoo-module **/

import {PLAYED} from "@revo_helpdesk_stages/../tests/tours/pace.esm";
import {patiently} from "@revo_helpdesk_stages/../tests/tours/steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const WIZARD_RELEASE = ".modal-content .o_field_widget[name=release_id]";

/** Windows take their time to open. */
function see(content, trigger) {
    return {content, trigger, timeout: 30000, run: () => {}};
}

const PUBLISH = {
    content: "Publish",
    trigger: ".o_form_statusbar button[name=action_publish]",
    run: "click",
};

/** Development lets a ticket wait for a release, and publishes that. */
tours.add("helpdesk_release_wait", {
    ...PLAYED,
    steps: () =>
        patiently([
            {
                content: "Say that it is solved",
                trigger:
                    ".o_helpdesk_next button:contains(Solved: wait for the release)",
                run: "click",
            },
            see("The release is asked for", WIZARD_RELEASE),
            see(
                "No text is",
                ".modal-content:not(:has(.o_field_widget[name=body])) button[name=action_apply]"
            ),
            {
                content: "Look for the release",
                trigger: `${WIZARD_RELEASE} input`,
                run: "text 5.7",
            },
            {
                content: "Choose the release",
                trigger: ".o-autocomplete--dropdown-item:contains(5.7)",
                run: "click",
            },
            {
                content: "Move",
                trigger: ".modal-content button[name=action_apply]:contains(Move)",
                run: "click",
            },
            see("No window is open", "body:not(:has(.modal))"),
            see(
                "The ticket says what it waits for",
                ".o_form_view .alert:contains(Solved in version 5.7)"
            ),
        ]),
});

tours.add("helpdesk_release_publish", {
    ...PLAYED,
    steps: () =>
        patiently([
            PUBLISH,
            see(
                "It says what will happen",
                ".modal-content:contains(each reseller gets one)"
            ),
            {
                content: "Agree",
                trigger: ".modal-content .btn-primary",
                timeout: 30000,
                run: "click",
            },
            see("It says how far it is", "[name=run]:contains(Being published)"),
            see("It waits for its turn", "[name=run]:contains(Waiting to start)"),
            see(
                "Nobody publishes it twice",
                ".o_form_statusbar:not(:has(button[name=action_publish]))"
            ),
        ]),
});

async function call(model, method, args) {
    const response = await fetch(`/web/dataset/call_kw/${model}/${method}`, {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({
            jsonrpc: "2.0",
            method: "call",
            params: {model, method, args, kwargs: {}},
        }),
    });
    const {error, result} = await response.json();
    if (error) {
        throw new Error(error.data.message);
    }
    return result;
}

/** Somebody ends its job while the release is looked at: nobody reloads the page. */
tours.add("helpdesk_release_watch", {
    ...PLAYED,
    steps: () =>
        patiently([
            {
                ...see(
                    "It waits for its turn",
                    "[name=run]:contains(Waiting to start)"
                ),
                run: async () => {
                    const jobs = await call("queue.job", "search", [
                        [["state", "in", ["pending", "enqueued"]]],
                    ]);
                    await call("queue.job", "button_cancelled", [jobs]);
                },
            },
            see(
                "It says why it stopped",
                "[name=run_failed]:contains(could not be published):contains(was stopped)"
            ),
            {
                content: "Try again",
                trigger: "[name=run_failed] button[name=action_try_again]",
                run: "click",
            },
            see("It is on its way again", "[name=run]:contains(Being published)"),
            see("The failure is gone", "body:not(:has([name=run_failed]))"),
        ]),
});

tours.add("helpdesk_release_withdraw", {
    ...PLAYED,
    steps: () =>
        patiently([
            see(
                "It says what became of its tickets",
                "[name=run_report]:contains(2 tickets)"
            ),
            {
                content: "Withdraw",
                trigger: ".o_form_statusbar button[name=action_withdraw]",
                run: "click",
            },
            {
                content: "Agree",
                trigger: ".modal-content .btn-primary",
                timeout: 30000,
                run: "click",
            },
            see("It is on its way", "[name=run]:contains(Being withdrawn)"),
        ]),
});

tours.add("helpdesk_release_plan_again", {
    ...PLAYED,
    steps: () =>
        patiently([
            see(
                "Its tickets are back",
                "[name=run_report]:contains(wait for the release)"
            ),
            {
                content: "Plan it again",
                trigger: ".o_form_statusbar button[name=action_plan_again]",
                run: "click",
            },
            see("It can be published again", PUBLISH.trigger),
        ]),
});
