"""The rules of the support line without Odoo in them: plain values in, plain values
out.
"""
