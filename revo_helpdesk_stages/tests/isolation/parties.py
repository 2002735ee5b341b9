"""The people, companies and teams that have something to hide from each other."""

from odoo import Command

from ..common import SupportLineMixin
from .markers import ROLES, marker


class PartiesMixin(SupportLineMixin):
    """Two resellers with clients, a direct team and the vendor, all with markers."""

    @classmethod
    def _create_more_people(cls):
        cls.zoe = cls._create_user("zoe", "reseller")
        cls.kira = cls._create_user("kira", "client")
        cls.lena = cls._create_user("lena", "client", ticket_access="own")
        cls.lena.partner_id.parent_id = cls.shop
        cls.hugo = cls._create_user("hugo", "plain")
        cls.hugo.groups_id = [
            Command.set(cls.env.ref("helpdesk_mgmt.group_helpdesk_user_team").ids)
        ]
        cls.north.user_ids |= cls.zoe
        cls.kiosk = cls._create_client("Kiosk", cls.north)
        cls.kira.partner_id.parent_id = cls.kiosk
        cls.bistro = cls._create_client("Bistro")
        cls.direct = cls._create_team(
            "direct", cls.hugo, name="Direct", show_in_portal=False
        )
        if "visibility_user_ids" in cls.direct._fields:
            cls.direct.visibility_user_ids = cls.hugo
        cls.companies = {
            stem: cls.env["res.partner"].create({"name": stem, "is_company": True})
            for stem in ("northfolk", "southfolk")
        }
        cls.north.partner_id = cls.companies["northfolk"]
        cls.south.partner_id = cls.companies["southfolk"]
        cls.users = {role: getattr(cls, role) for role in ROLES if role != "public"}
        cls.users["public"] = cls.env.ref("base.public_user")

    @classmethod
    def _mark_people(cls):
        """Put name and ways to reach them of each party on its people."""
        folks = {
            "shop": cls.shop | (cls.cleo | cls.lena).partner_id,
            "kiosk": cls.kiosk | cls.kira.partner_id,
            "cafe": cls.cafe | cls.cora.partner_id,
            "bistro": cls.bistro,
            "northfolk": cls.companies["northfolk"]
            | (cls.ana | cls.ben | cls.zoe).partner_id,
            "southfolk": cls.companies["southfolk"] | cls.rita.partner_id,
            "staff": (
                cls.sam | cls.sue | cls.dan | cls.dora | cls.mia | cls.pia | cls.hugo
            ).partner_id,
        }
        for stem, partners in folks.items():
            if stem in cls.companies:
                (partners - cls.companies[stem]).parent_id = cls.companies[stem]
            for number, partner in enumerate(partners):
                partner.write(cls._prepare_address(stem, number))
            for user in partners.user_ids:
                user.write(
                    {
                        "login": f"{user.login}.{marker(stem, 'mail')}",
                        "signature": marker(stem, "mail"),
                    }
                )
        staff = folks["staff"].user_ids
        cls.env["hr.employee"].create(
            [
                {
                    "name": user.name,
                    "user_id": user.id,
                    "work_email": user.email,
                    "mobile_phone": marker("staff", "mail"),
                    "work_phone": marker("staff", "mail"),
                    "job_title": marker("staff", "mail"),
                }
                for user in staff
            ]
        )

    @classmethod
    def _prepare_address(cls, stem, number):
        mail = marker(stem, "mail")
        values = {
            "name": f"{marker(stem, 'name')} {number}",
            "email": f"{marker(stem, 'address')}{number}@line.example",
            "phone": mail,
            "mobile": mail,
            "street": mail,
            "vat": mail,
            "website": f"http://{mail}.example",
            "comment": mail,
            "ref": mail,
            "function": mail,
        }
        return {k: v for k, v in values.items() if k in cls.env["res.partner"]._fields}

    @classmethod
    def _mark_teams(cls):
        for stem, team in (
            ("northteam", cls.north),
            ("southteam", cls.south),
            ("lineteam", cls.support),
            ("lineteam", cls.development),
            ("directteam", cls.direct),
        ):
            team.write(
                {
                    "name": marker(stem, "name"),
                    "alias_name": f"{marker(stem, 'alias')}{team.id}",
                }
            )

    @classmethod
    def _create_work(cls):
        cls.project = cls.env["project.project"].create(
            {"name": marker("work", "project"), "allow_timesheets": True}
        )
        cls.task = cls.env["project.task"].create(
            {"name": marker("work", "task"), "project_id": cls.project.id}
        )
        cls.task.message_post(body=marker("work", "task"))
        cls.hours = cls.env["account.analytic.line"].create(
            {
                "name": marker("work", "hours"),
                "project_id": cls.project.id,
                "task_id": cls.task.id,
                "employee_id": cls.sam.employee_id.id,
                "unit_amount": 1,
            }
        )
