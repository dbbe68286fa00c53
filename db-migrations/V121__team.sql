-- Invitations and forgotten passwords go by the same one-time links as the very first sign-in. A link with an operator is a
-- forgotten password, one with a role an invitation of that address, one with neither the first administrator's.
alter table sign_in_link add column role text check (role in ('admin', 'viewer')), add column email text;
create index sign_in_link_team on sign_in_link (team_id);

-- The audit log is searched by what was done and by whom.
create index audit_entry_action on audit_entry (environment_id, action, id);
create index audit_entry_actor on audit_entry (environment_id, actor_id, id);
