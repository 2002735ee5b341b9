/** @odoo-module **/

/**
 * Odoo 19.0 reads a grouped view in one request by itself.
 *
 * @param {Function} Model a class of models that load grouped lists
 */
export function inOneRequest(Model) {
    return Model;
}
