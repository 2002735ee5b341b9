/** @odoo-module **/

// While a client writes the title of a new ticket, the problems that are known and like it stand
// below: after a pause, and without being in the way of who goes on.
const PAUSE = 600;
const LEAST = 5;

class SimilarProblems {
    constructor(root) {
        this.root = root;
        this.title = root.closest("form").querySelector("[name=subject]");
        this.title.addEventListener("input", () => this.askSoon());
        // What was typed before it was sent, or in another tab.
        this.askSoon();
    }

    askSoon() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.ask(), PAUSE);
    }

    async ask() {
        const title = this.title.value.trim();
        let problems = [];
        if (title.length >= LEAST) {
            const query = new URLSearchParams({title});
            // Whoever cannot be helped just writes on.
            const response = await fetch(`${this.root.dataset.address}?${query}`).catch(
                () => null
            );
            problems = response?.ok ? (await response.json()).problems : [];
        }
        if (title === this.title.value.trim()) {
            this.show(problems);
        }
    }

    show(problems) {
        const rows = problems.map(({name, url}) => {
            const row = document.createElement("li");
            const link = document.createElement("a");
            Object.assign(link, {href: url, target: "_blank", textContent: name});
            row.append(link);
            return row;
        });
        this.root.querySelector("ul").replaceChildren(...rows);
        this.root.hidden = !rows.length;
    }
}

function begin() {
    document
        .querySelectorAll(".o_helpdesk_similar_problems")
        .forEach((root) => new SimilarProblems(root));
}

if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
} else {
    begin();
}
