/** @odoo-module **/

// In 17.0 this file is another one.
export {Chatter} from "@mail/chatter/web_portal/chatter";
