/** @odoo-module **/

// In 19.0 this file is another one.
export {Chatter} from "@mail/core/web/chatter";
