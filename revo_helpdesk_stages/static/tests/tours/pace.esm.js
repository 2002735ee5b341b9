/** @odoo-module **/

/**
 * What all tours have in common. 17.0 looks for a step's element once nothing has changed
 * for so many milliseconds, and for three quarters of a second where it is not told; 19.0
 * knows no such delay.
 */
export const PLAYED = {test: true, checkDelay: 100};
