/** @odoo-module **/

/** What is done with a card of the board, other than opening it. */

import {card} from "./steps.esm";

// Milliseconds between two looks at a card that is held.
const LOOK = 50;

export function findCard(title) {
    return [...document.querySelectorAll(".o_kanban_record")].find(({textContent}) =>
        textContent.includes(title)
    );
}

/** What a key does on a card that has the focus. */
export function pressKey(content, key, title) {
    return {
        content: `${content}: ${key}`,
        trigger: card(title),
        run: () => {
            const element = findCard(title);
            element.focus();
            if (document.activeElement !== element) {
                throw new Error(`${title} cannot have the focus`);
            }
            element.dispatchEvent(
                new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})
            );
        },
    };
}

/** 17.0 marks cards as ours does, 19.0 selects them by itself. */
const MARKED = [".o_helpdesk_marked", ".o_record_selected"];

export function marked(title) {
    return MARKED.map((name) => `.o_kanban_record${name}:contains(${title})`).join(
        ", "
    );
}

export function mark(title) {
    return {
        content: `Mark ${title}`,
        trigger: card(title),
        run: () =>
            findCard(title)
                .querySelector("strong")
                .dispatchEvent(new MouseEvent("click", {altKey: true, bubbles: true})),
    };
}

function touch(title, type, isDown) {
    const target = findCard(title);
    const {left, top} = target.getBoundingClientRect();
    const point = new Touch({
        identifier: 1,
        target,
        clientX: left + 20,
        clientY: top + 20,
    });
    target.dispatchEvent(
        new TouchEvent(type, {
            bubbles: true,
            cancelable: true,
            touches: isDown ? [point] : [],
            changedTouches: [point],
        })
    );
}

/** Put a finger on a card, and once more where the card is drawn anew under it. */
export function hold(title) {
    const press = () => {
        const held = findCard(title);
        touch(title, "touchstart", true);
        const look = setInterval(() => {
            const now = findCard(title);
            if (now === held && !now?.matches(MARKED.join())) {
                return;
            }
            clearInterval(look);
            if (!now?.matches(MARKED.join())) {
                press();
            }
        }, LOOK);
    };
    return {content: `Hold ${title}`, trigger: card(title), run: press};
}

/** Take the finger away, once the card says that it was there for long. */
export function letGo(title, trigger) {
    return {
        content: `Let ${title} go`,
        trigger,
        run: () => touch(title, "touchend", false),
    };
}
