-- How a customer's administrator comes in: a link opens a session for one organization and one intent.

create table portal_link (
  environment_id  uuid not null,
  id              uuid not null,
  organization_id uuid not null,
  token_hash      bytea not null unique,
  intent          text not null check (intent in ('dsync', 'domain_verification')),
  single_use      boolean not null,              -- false: a set-up link of the dashboard, one at a time, until revoked
  return_url      text,
  success_url     text,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  opened_at       timestamptz,                   -- the last time
  revoked_at      timestamptz,
  primary key (environment_id, id),
  foreign key (environment_id, organization_id) references organization on delete cascade
);
create unique index portal_link_standing on portal_link (environment_id, organization_id)
  where not single_use and revoked_at is null;
create index portal_link_organization on portal_link (environment_id, organization_id);
create index portal_link_expiry on portal_link (expires_at);
call protect('portal_link');

-- The session's token is signed, not stored; the row says whether it still counts.
create table portal_session (
  environment_id  uuid not null,
  id              uuid not null,
  organization_id uuid not null,
  link_id         uuid not null,
  intent          text not null check (intent in ('dsync', 'domain_verification')),
  return_url      text,
  success_url     text,
  created_at      timestamptz not null,
  seen_at         timestamptz not null,
  expires_at      timestamptz not null,
  primary key (environment_id, id),
  foreign key (environment_id, organization_id) references organization on delete cascade
);
create index portal_session_organization on portal_session (environment_id, organization_id);
create index portal_session_expiry on portal_session (expires_at);
call protect('portal_session');

alter table audit_entry drop constraint audit_entry_actor_type_check;
alter table audit_entry add constraint audit_entry_actor_type_check
  check (actor_type in ('api_key', 'operator', 'portal_session')) not valid;
