/** @odoo-module **/

const CLICKS = "helpdesk_clicks";
/** Reached with Tab, or by its label: only what has to be clicked counts. */
const TYPED_IN = "input, textarea, [contenteditable=true]";

function count({target}) {
    const clicks = sessionStorage.getItem(CLICKS);
    if (clicks !== null && !target.closest(TYPED_IN)) {
        sessionStorage.setItem(CLICKS, Number(clicks) + 1);
    }
}

// On each page that a tour comes to.
document.addEventListener("click", count, true);

/** Counts how often a part of a tour has to click, however many pages it goes through. */
export class Clicks {
    /**
     * @param {String} what somebody does in this part
     */
    constructor(what) {
        this.what = what;
    }

    /**
     * @param {String} trigger what is there when the part begins
     * @returns {Object} the step with which counting begins
     */
    begin(trigger) {
        return {
            content: `Count from here: ${this.what}`,
            trigger,
            run: () => sessionStorage.setItem(CLICKS, 0),
        };
    }

    /**
     * @param {...Number} allowed how many there have to be, no more and no less; several
     *     where the series differ
     * @returns {Object} the step with which the part ends
     */
    end(...allowed) {
        return {
            content: `${this.what}: it took ${allowed.join(" or ")} clicks`,
            trigger: "body",
            run: () => {
                const counted = sessionStorage.getItem(CLICKS);
                sessionStorage.removeItem(CLICKS);
                if (!allowed.includes(Number(counted))) {
                    throw new Error(
                        `${this.what}: not ${allowed} clicks, but ${counted}`
                    );
                }
            },
        };
    }
}
