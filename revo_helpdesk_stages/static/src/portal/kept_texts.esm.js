/** @odoo-module **/

// What somebody types into a form stays in their tab until it is sent: where they were logged
// out meanwhile, or the tab was reloaded, it stands there again. Fields name themselves with
// what they are for and for whom.
const PREFIX = "helpdesk kept ";

function forget() {
    for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(PREFIX)) {
            sessionStorage.removeItem(key);
        }
    }
}

function keep(field) {
    const key = PREFIX + field.dataset.keptAs;
    field.value = field.value || sessionStorage.getItem(key) || "";
    field.addEventListener("input", () => sessionStorage.setItem(key, field.value));
}

function begin() {
    if (document.querySelector("#done[role='status']")) {
        forget();
    }
    document.querySelectorAll("[data-kept-as]").forEach(keep);
}

if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
} else {
    begin();
}
