-- Who did what from where: written in the transaction of the deed, by the API and the dashboard. Nobody can change or
-- delete an entry as muster_app.

create table audit_entry (
  environment_id uuid not null references environment,
  id             uuid not null,                   -- printed as audit_entry_<ULID>; its time is created_at
  actor_type     text not null check (actor_type in ('api_key', 'operator')),
  actor_id       uuid not null,
  actor_name     text not null,
  address        text,                            -- where the request came from
  action         text not null,
  target         text not null,                   -- the printed id
  details        jsonb not null default '{}',
  created_at     timestamptz not null,
  primary key (environment_id, id)
);
create index audit_entry_target on audit_entry (environment_id, target, id);
call protect('audit_entry', 'select, insert');
