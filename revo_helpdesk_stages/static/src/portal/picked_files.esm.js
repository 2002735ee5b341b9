/** @odoo-module **/

// Files of a form are shown before they are sent: chosen, dropped or pasted, one after the
// other, and removed one by one. Everything stays in the input itself, so that the form is sent
// as without this.
const PICTURE = /^image\/(png|jpeg|gif|webp|bmp)$/;
// What a form has besides its files.
const REST = 200000;

const part = (root, name) => root.querySelector(`[data-part=${name}]`);

function setNames(root, name) {
    root.querySelectorAll("[data-part=name]").forEach((node) => {
        node.textContent = name;
    });
}

function describe(size) {
    const units = {style: "unit", maximumFractionDigits: 1, unitDisplay: "short"};
    const lang = document.documentElement.lang || undefined;
    const isSmall = size < 1e6;
    const unit = isSmall ? "kilobyte" : "megabyte";
    const amount = isSmall ? Math.max(size / 1e3, 0.1) : size / 1e6;
    return new Intl.NumberFormat(lang, {...units, unit}).format(amount);
}

class PickedFiles {
    constructor(root) {
        this.root = root;
        this.form = root.closest("form");
        this.input = root.parentElement.querySelector("input[type=file]");
        this.files = [];
        part(root, "hint").hidden = false;
        this.input.addEventListener("change", () => this.add(this.input.files));
    }

    /** Whether it takes a file, and stands where somebody sees it. */
    takes(file) {
        const {accept} = this.input;
        const isVisible = this.input.offsetParent !== null;
        return isVisible && (!accept || accept.split(",").includes(file.type));
    }

    add(files) {
        const inForm = [...this.form.querySelectorAll("input[type=file]")];
        const others = inForm.filter((input) => input !== this.input);
        const weigh = (some) => [...some].reduce((sum, file) => sum + file.size, 0);
        let weight =
            weigh(others.flatMap((input) => [...input.files])) + weigh(this.files);
        const most = Number(this.root.dataset.mostBytes) || Infinity;
        const refused = [];
        for (const file of files) {
            if (weight + file.size + REST > most) {
                refused.push(file.name);
            } else {
                weight += file.size;
                this.files.push(file);
            }
        }
        const warning = part(this.root, "refused");
        setNames(warning, refused.join(", "));
        warning.hidden = !refused.length;
        this.show();
    }

    remove(file) {
        this.files = this.files.filter((each) => each !== file);
        this.show();
        this.input.focus();
    }

    show() {
        const held = new DataTransfer();
        this.files.forEach((file) => held.items.add(file));
        this.input.files = held.files;
        const list = part(this.root, "list");
        list.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
        list.replaceChildren(...this.files.map((file) => this.makeRow(file)));
    }

    makeRow(file) {
        const prototype = this.root.querySelector("template").content;
        const row = prototype.cloneNode(true).firstElementChild;
        setNames(row, file.name);
        part(row, "size").textContent = describe(file.size);
        if (PICTURE.test(file.type)) {
            part(row, "picture").src = URL.createObjectURL(file);
            part(row, "icon").remove();
        } else {
            part(row, "picture").remove();
        }
        const button = part(row, "remove");
        button.setAttribute("aria-label", `${button.textContent} ${file.name}`);
        button.addEventListener("click", () => this.remove(file));
        return row;
    }
}

/** Give each file to the input that asks for such ones, else to the one that takes all. */
function share(pickers, files) {
    const given = new Map();
    for (const file of files) {
        const taking = pickers.filter((picker) => picker.takes(file));
        const picker = taking.find((each) => each.input.accept) || taking[0];
        if (picker) {
            given.set(picker, [...(given.get(picker) || []), file]);
        }
    }
    given.forEach((some, picker) => picker.add(some));
    return given.size > 0;
}

function listen(form, pickers) {
    const mark = (isOver) => form.classList.toggle("o_helpdesk_dropping", isOver);
    const hasFiles = (ev) => [...ev.dataTransfer.types].includes("Files");
    form.addEventListener("paste", (ev) => {
        if (share(pickers, ev.clipboardData.files)) {
            ev.preventDefault();
        }
    });
    form.addEventListener("dragover", (ev) => {
        if (hasFiles(ev)) {
            ev.preventDefault();
            mark(true);
        }
    });
    form.addEventListener("dragleave", (ev) => {
        if (!form.contains(ev.relatedTarget)) {
            mark(false);
        }
    });
    form.addEventListener("drop", (ev) => {
        mark(false);
        if (hasFiles(ev)) {
            ev.preventDefault();
            share(pickers, ev.dataTransfer.files);
        }
    });
}

function begin() {
    const byForm = new Map();
    document.querySelectorAll(".o_helpdesk_files").forEach((root) => {
        const picker = new PickedFiles(root);
        byForm.set(picker.form, [...(byForm.get(picker.form) || []), picker]);
    });
    byForm.forEach((pickers, form) => listen(form, pickers));
}

if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
} else {
    begin();
}
