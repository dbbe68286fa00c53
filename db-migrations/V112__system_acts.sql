-- What Muster does by itself and people should know, such as switching an endpoint off, is in the audit log, too.
alter table audit_entry drop constraint audit_entry_actor_type_check;
alter table audit_entry add constraint audit_entry_actor_type_check
  check (actor_type in ('api_key', 'operator', 'portal_session', 'system')) not valid;
