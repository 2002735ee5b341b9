"""Where the words of known problems are kept, by who reads of them."""

from odoo.addons.revo_helpdesk_stages.models.similar.text_index import TextIndex

# In all languages: whoever writes in another one than the problem was described in
# finds it as well. In the text of JSON a new line is two signs.
PROBLEMS = TextIndex(
    "helpdesk_development_item_words_idx",
    "helpdesk_development_item",
    r"replace(coalesce({0}name::text, '') || ' ' || coalesce({0}symptoms::text, ''), "
    r"'\n', ' ')",
    "{0}readers",
)
