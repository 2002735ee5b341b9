"""The rules of the support line without Odoo: plain values in and out."""
