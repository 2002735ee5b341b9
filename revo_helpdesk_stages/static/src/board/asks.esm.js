/** @odoo-module **/

/**
 * Say what a move of a card will ask for, as far as the board knows.
 *
 * @param {Object} facts what the server says of moves, once with the board
 * @param {Object} card values of the ticket
 * @param {Number} from stage where it stands
 * @param {Number} to stage to enter
 * @returns {String|null} what is asked for; null where the move is not open
 */
export function getAsked(facts, card, from, to) {
    if (card.pipeline !== "escalation") {
        return "nothing";
    }
    const escalated = Boolean(card.escalated_date);
    const row = facts.moves.find(
        ([start, end, , condition]) =>
            start === from &&
            end === to &&
            (condition === "always" || (condition === "escalated") === escalated)
    );
    return row ? row[2] : facts.everywhere || null;
}

const MARK = "helpdeskAsks";
const CLOSED = "o_helpdesk_closed";

/**
 * Mark the columns while a card is dragged: what is not open is dimmed, the others say what
 * they will ask for. Whoever drops a card on a dimmed one is told why by the server.
 *
 * @param {HTMLElement} board
 * @param {Function} ask says of the id of a column what it asks for, as a text that people
 *     read; null where the card may not enter it, undefined where it stands
 */
export function markColumns(board, ask) {
    for (const column of board.querySelectorAll(".o_kanban_group")) {
        const asked = ask(column.dataset.id);
        column.classList.toggle(CLOSED, asked === null);
        if (asked) {
            column.querySelector(".o_kanban_header").dataset[MARK] = asked;
        }
    }
}

export function unmarkColumns(board) {
    for (const column of board.querySelectorAll(".o_kanban_group")) {
        column.classList.remove(CLOSED);
        delete column.querySelector(".o_kanban_header").dataset[MARK];
    }
}
