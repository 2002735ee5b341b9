"""Where somebody stands in a crowd: ids by names, which requests hold instead."""

#: Of tickets in the same stage the one that the person has, then the reseller's own.
_LANDMARKS = """
WITH me AS (
    SELECT id, CASE split_part(login, '.', 2)
                    WHEN 'reseller' THEN (split_part(login, '.', 3)::int + 1) / 2
                    WHEN 'client' THEN split_part(login, '.', 3)::int
                    ELSE 1 END AS own
      FROM res_users WHERE login = :'login'
), stage AS (
    SELECT stage.id,
           COALESCE(replace(data.name, 'helpdesk_ticket_stage_', ''),
                    stage.name->>'en_US') AS code
      FROM helpdesk_ticket_stage stage
      LEFT JOIN ir_model_data data
        ON data.model = 'helpdesk.ticket.stage' AND data.res_id = stage.id
       AND data.module = 'revo_helpdesk_stages'
), ticket AS (
    SELECT DISTINCT ON (stage.code) ticket.id, stage.code,
           substring(contact.name FROM 'Contact (.*)-')::int AS reseller
      FROM helpdesk_ticket ticket
      JOIN stage ON stage.id = ticket.stage_id
      JOIN res_partner contact ON contact.id = ticket.partner_id
     CROSS JOIN me
     WHERE ticket.number LIKE 'BENCH%'
     ORDER BY stage.code, (ticket.user_id = me.id) DESC,
              (contact.name = 'Contact ' || me.own || '-1') DESC,
              (contact.name LIKE 'Contact ' || me.own || '-%') DESC, ticket.id
), team AS (
    SELECT id, COALESCE(to_jsonb(name)->>'en_US', to_jsonb(name)#>>'{}') AS name
      FROM helpdesk_ticket_team
)
SELECT 'res.users', 'me', id FROM me
UNION ALL
SELECT 'res.company', 'company', min(id) FROM res_company
UNION ALL
SELECT 'helpdesk.ticket.stage', 'stage.' || code, id FROM stage
UNION ALL
SELECT 'helpdesk.ticket', 'ticket.' || code, id FROM ticket
UNION ALL
(SELECT 'helpdesk.ticket', 'ticket.long', res_id FROM mail_message
  WHERE model = 'helpdesk.ticket' GROUP BY res_id ORDER BY count(*) DESC LIMIT 1)
UNION ALL
SELECT 'res.partner', 'contact', partner.id FROM res_partner partner, me
 WHERE partner.name = 'Contact ' || own || '-1'
UNION ALL
SELECT 'res.partner', 'client', partner.id FROM res_partner partner, me
 WHERE partner.name = 'Client ' || own || '-1'
UNION ALL
SELECT 'helpdesk.ticket.team', 'team', team.id FROM team, me
 WHERE team.name = 'Reseller ' || own
UNION ALL
SELECT 'helpdesk.ticket.team', 'handed.team', team.id FROM team, ticket
 WHERE team.name = 'Reseller ' || ticket.reseller
   AND ticket.code = 'in_progress_support'
UNION ALL
SELECT 'res.users', 'handed.user', users.id FROM res_users users, ticket
 WHERE users.login = 'bench.reseller.' || 2 * ticket.reseller
   AND ticket.code = 'in_progress_support'
UNION ALL
SELECT 'res.groups', 'group.team', res_id FROM ir_model_data
 WHERE module = 'helpdesk_mgmt' AND name = 'group_helpdesk_user_team'
"""


def find(databases, database, login):
    """Return the ids that somebody's requests name, by model and name."""
    landmarks = {}
    for model, name, id_ in databases.query(_LANDMARKS, database, login=login):
        # Nothing: there is none.
        if id_:
            landmarks.setdefault(model, {})[name] = int(id_)
    return landmarks
