/** @odoo-module **/

/**
 * In Odoo 19.0 cards are selected by itself, with the Action menu of lists.
 *
 * @param {Function} Renderer a class of renderers of kanban views
 */
export function withMarks(Renderer) {
    return Renderer;
}
