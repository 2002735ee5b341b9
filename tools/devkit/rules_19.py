"""What the addons' source, which is of 17.0, becomes in 19.0."""

import ast

from .conversion import Conversion, Refusal, Rule

XML = ("*.xml",)
PYTHON = ("*.py",)
CLIENT = ("*/static/src/*.js", "*/static/src/*.xml")
TOURS = ("*/static/tests/*.js",)


def _each_step(match):
    """Rename a step of an XPath expression."""
    return match[0].replace("/tree", "/list")


def _constraints(match):
    """Turn the list of SQL constraints into an attribute for each."""
    rows = ast.literal_eval(match["rows"])
    return "\n\n".join(
        f"    _{name.lstrip('_')} = models.Constraint(\n"
        f"        {definition!r},\n        {message!r},\n    )"
        for name, definition, message in rows
    )


RULES = (
    Rule(
        "list views",
        XML,
        r"(</?)tree(?=[\s/>])",
        r"\1list",
        '<tree create="0"><field name="a" /></tree>',
        '<list create="0"><field name="a" /></list>',
    ),
    Rule(
        "list views in XPath",
        XML,
        r'expr="[^"]*/tree(?![\w-])[^"]*"',
        _each_step,
        """<xpath expr="//tree/field[@name='tree']" position="after" />""",
        """<xpath expr="//list/field[@name='tree']" position="after" />""",
    ),
    Rule(
        "list in view modes",
        XML,
        r'(<field\s+name="(?:view_mode|binding_view_types)"\s*>[^<]*?|\smode="[^"]*?)'
        r"\btree\b",
        r"\1list",
        '<field name="view_mode">kanban,tree,form</field>',
        '<field name="view_mode">kanban,list,form</field>',
    ),
    Rule(
        "list in view modes of Python",
        PYTHON,
        r'("view_mode":\s"[^"]*?|view_type="|\((?:False|[\w.]+),\s")\btree\b',
        r"\1list",
        'return {"view_mode": "tree,form", "views": [(False, "tree"), (v.id, "form")]}',
        'return {"view_mode": "list,form", "views": [(False, "list"), (v.id, "form")]}',
    ),
    Rule(
        "groups of users, menus, views and actions",
        (*XML, *PYTHON, "*.csv"),
        r"\bgroups_id\b",
        "group_ids",
        """<field name="groups_id" eval="[(4, ref('base.group_user'))]" />""",
        """<field name="group_ids" eval="[(4, ref('base.group_user'))]" />""",
    ),
    Rule(
        "canned answers",
        (*XML, *PYTHON, "*.csv", "*.po", "*.pot"),
        r"mail([._])shortcode",
        r"mail\1canned\1response",
        '<field name="model_id" ref="mail.model_mail_shortcode" />mail.shortcode',
        '<field name="model_id" ref="mail.model_mail_canned_response" />'
        "mail.canned.response",
    ),
    # A privilege for each group: a user may be in several groups of a category, and the
    # form offers one group of a privilege.
    Rule(
        "category of a group",
        XML,
        r"""(?P<indent>[ ]*)<record\s+id="(?P<id>\w+)"\s+model="res\.groups">
        (?P<before>\s*<field\s+name="name">(?P<name>[^<]*)</field>
        (?:(?!</record>).)*?)
        <field\s+name="category_id"\s+ref="(?P<category>[\w.]+)"\s*/>""",
        r"""\g<indent><record id="\g<id>_privilege" model="res.groups.privilege">
\g<indent>    <field name="name">\g<name></field>
\g<indent>    <field name="category_id" ref="\g<category>" />
\g<indent></record>
\g<indent><record id="\g<id>" model="res.groups">\g<before>"""
        r"""<field name="privilege_id" ref="\g<id>_privilege" />""",
        """\
    <record id="group_agent" model="res.groups">
        <field name="name">Agent</field>
        <field name="category_id" ref="base.module_category_services" />
    </record>
""",
        """\
    <record id="group_agent_privilege" model="res.groups.privilege">
        <field name="name">Agent</field>
        <field name="category_id" ref="base.module_category_services" />
    </record>
    <record id="group_agent" model="res.groups">
        <field name="name">Agent</field>
        <field name="privilege_id" ref="group_agent_privilege" />
    </record>
""",
    ),
    Rule(
        "translated name of a group",
        ("*.po", "*.pot"),
        r"^(\#:\smodel:res\.groups),name:([\w.]+)$(?!\n\#:\smodel:res\.groups\.priv)",
        r"\g<0>\n\1.privilege,name:\2_privilege",
        "#: model:res.groups,name:addon.group_agent",
        "#: model:res.groups,name:addon.group_agent\n"
        "#: model:res.groups.privilege,name:addon.group_agent_privilege",
    ),
    Rule(
        "how often a cron runs",
        XML,
        r'\s*<field\s+name="(?:numbercall|doall)"(?:[^<>]*/>|[^<>]*>[^<]*</field>)',
        "",
        """\
        <field name="interval_type">days</field>
        <field name="numbercall">-1</field>
        <field name="doall" eval="False" />
""",
        """\
        <field name="interval_type">days</field>
""",
    ),
    Rule(
        "SQL constraints",
        PYTHON,
        r"^[ ]{4}_sql_constraints\s=\s(?P<rows>\[(?:\s*\((?:\s*\"[^\"]*\",?)+\s*\),?)+"
        r"\s*\])",
        _constraints,
        """\
    _sql_constraints = [
        ("code_uniq", "unique(code)", "This code is taken."),
    ]
""",
        """\
    _code_uniq = models.Constraint(
        'unique(code)',
        'This code is taken.',
    )
""",
    ),
    Rule(
        "template of a card",
        XML,
        r't-name="kanban-(?:box|(menu))"',
        lambda match: f't-name="{match[1] or "card"}"',
        '<t t-name="kanban-menu" /><t t-name="kanban-box" />',
        '<t t-name="menu" /><t t-name="card" />',
    ),
    Rule(
        "group-by filters",
        XML,
        r'<group\b[^>]*\sexpand="[^"]*"[^>]*>',
        "<group>",
        '<group expand="0" string="Group By">',
        "<group>",
    ),
    Rule(
        "chatter",
        XML,
        r'<div\s+class="oe_chatter">.*?</div>',
        "<chatter />",
        '<div class="oe_chatter">\n    <field name="message_ids" />\n</div>',
        "<chatter />",
    ),
    Rule(
        "action in place",
        (*XML, *PYTHON),
        r'(<field\s+name="target">|"target":\s")inline\b',
        r"\1current",
        '<field name="target">inline</field>',
        '<field name="target">current</field>',
    ),
    Rule(
        "route of remote calls",
        PYTHON,
        r'(\broute\((?:[^()]|\([^()]*\))*?\btype=)"json"',
        r'\1"jsonrpc"',
        '@http.route(\n    ["/a", "/b"], type="json", auth="user"\n)',
        '@http.route(\n    ["/a", "/b"], type="jsonrpc", auth="user"\n)',
    ),
    Rule(
        "joins past the rules",
        PYTHON,
        r"\bauto_join=",
        "bypass_search_access=",
        "message_ids = fields.One2many(auto_join=False)",
        "message_ids = fields.One2many(bypass_search_access=False)",
    ),
    Rule(
        "how a field is summed up",
        PYTHON,
        r"\bgroup_operator=",
        "aggregator=",
        'share = fields.Float(group_operator="avg")',
        'share = fields.Float(aggregator="avg")',
    ),
    Rule(
        "version",
        ("*/__manifest__.py",),
        r'("version":\s")17\.0\.',
        r"\g<1>19.0.",
        '"version": "17.0.1.2.3",',
        '"version": "19.0.1.2.3",',
    ),
    Rule(
        "value of a many2one in the browser",
        CLIENT,
        r"(\w_id)\[([01])\]",
        lambda match: f"{match[1]}.{('id', 'display_name')[int(match[2])]}",
        "record.data.stage_id[0], record.data.stage_id[1]",
        "record.data.stage_id.id, record.data.stage_id.display_name",
    ),
    Rule(
        "typing in an editor in a tour",
        TOURS,
        r"(odoo-editor-editable[\"'`],\s+run:\s[\"'`])text[ ]",
        r"\1editor ",
        'trigger: ".odoo-editor-editable",\n run: "text Hello",',
        'trigger: ".odoo-editor-editable",\n run: "editor Hello",',
    ),
    Rule(
        "dropping in a tour",
        TOURS,
        r"\bdrag_and_drop_native\b",
        "drag_and_drop",
        'run: "drag_and_drop_native .o_kanban_header",',
        'run: "drag_and_drop .o_kanban_header",',
    ),
    Rule(
        "typing in a tour",
        TOURS,
        r"(\brun:\s[\"'`])text[ ]",
        r"\1edit ",
        "run: `text ${text}`,",
        "run: `edit ${text}`,",
    ),
    Rule(
        "tours of tests",
        TOURS,
        r"\btest:\strue,\s",
        "",
        "tours.add(name, {test: true, steps: () => steps});",
        "tours.add(name, {steps: () => steps});",
    ),
)

REFUSALS = (
    Refusal(
        XML,
        r"\bkanban_(?:color|getcolor|image)\(",
        "cards have no such function; use a field with a widget",
        """<div t-attf-class="#{kanban_getcolor(record.color.raw_value)}" />""",
    ),
    Refusal(
        XML,
        r'model="res\.groups"(?:(?!</record>).)*?name="(?:category_id|users)"',
        "write the group with id, model, name and category_id first; users belong to"
        " a group by their own groups",
        """<record model="res.groups" id="g"><field name="category_id" ref="c" />""",
    ),
    Refusal(
        XML,
        r"\boe_chatter\b",
        'write <div class="oe_chatter"> without further attributes',
        """<div class="oe_chatter o_mine">""",
    ),
    Refusal(
        XML,
        r"\bkanban-(?:box|menu)\b",
        't-name="kanban-box" is the one way to name the template of a card',
        """<xpath expr="//t[@t-name='kanban-box']" />""",
    ),
    Refusal(
        XML,
        r"\bportal\.portal_record_layout\b",
        "lay the page out with portal.portal_layout and a row of its own",
        """<t t-call="portal.portal_record_layout">""",
    ),
    Refusal(
        (*XML, *PYTHON),
        r"\b(?:numbercall|doall)\b",
        "leave it out in Python, and write it as a field of its own in XML",
        """cron.numbercall = -1""",
    ),
    Refusal(
        PYTHON,
        r"\b_sql_constraints\b",
        "write a list of tuples of three double-quoted texts each",
        """    _sql_constraints = CONSTRAINTS""",
    ),
    Refusal(
        PYTHON,
        r"\b(?:user_has_groups|check_access_rights|check_access_rule)\(",
        "use has_group of the user, or compat.check_access",
        """self.check_access_rights("write")""",
    ),
    Refusal(
        PYTHON,
        r"\bosv\b",
        "write the domain out, or use compat",
        """from odoo.osv import expression""",
    ),
    Refusal(
        PYTHON,
        r"\bin\s[\w.]+\.group_ids\b|\(\"group_ids(?:\.id)?\",\s\"(?:=|in)\"",
        "groups_id has no implied groups in 19.0: use has_group, or the group's users"
        " through compat.users_of",
        """if group in user.group_ids:""",
    ),
    Refusal(
        PYTHON,
        r"\bref\([^()]*\)\.users\b|\bgroups?\.users\b",
        "use compat.users_of",
        """group.users.filtered("active")""",
    ),
    Refusal(
        PYTHON,
        r"\bdef\s(?:name_get|_name_search)\b|\.name_get\(",
        "use display_name and _search_display_name",
        """def name_get(self):""",
    ),
    Refusal(
        PYTHON,
        r"\.read_group\(",
        "use _read_group",
        """self.env["helpdesk.ticket"].read_group([], ["id"], ["stage_id"])""",
    ),
    Refusal(
        PYTHON,
        r"\bself\._(?:cr|uid|context)\b",
        "use self.env",
        """self._cr.execute("SELECT 1")""",
    ),
    Refusal(
        PYTHON,
        r"\b_message_add_suggested_recipients?\b|\binselect\b",
        "19.0 has it under another name: see the facts about 19.0",
        """ticket._message_add_suggested_recipient(recipients)""",
    ),
    Refusal(
        PYTHON,
        r'\btype="json"',
        'write type="json" into the call of route',
        """ROUTE = dict(type="json")""",
    ),
    Refusal(
        TOURS,
        r"\b(?:extra_trigger|isCheck|in_modal|auto|mobile|shadow_dom)\s*:",
        "write a step of its own with its own trigger",
        """extra_trigger: "body:not(:has(.modal))",""",
    ),
    Refusal(
        CLIENT,
        r"@web/legacy|@odoo-module\salias|\bowl\.utils\b",
        "use the module that took its place",
        """import {Foo} from "@web/legacy/js/foo";""",
    ),
)

TO_19 = Conversion(RULES, REFUSALS, neutral=("*/compat.py",))
