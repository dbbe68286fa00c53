-- Who owns what: team -> environment -> organization. Everything a customer's data touches carries its environment.
--
-- Two roles share the work. Both are without login: the connecting user switches to one of them.
--   muster_app     one environment at a time, the one named by the setting muster.environment; enforced by row-level security
--   muster_system  all environments: sequencer, lanes, credential look-ups, retention; reached only through CrossTenant

do $$
begin
  if not exists (select from pg_roles where rolname = 'muster_app') then
    create role muster_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'muster_system') then
    create role muster_system nologin;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another replica was quicker
end $$;

grant muster_app, muster_system to current_user;
grant usage on schema public to muster_app, muster_system;

-- The environment of the running transaction; null when none is set. A reused connection holds '' instead of nothing.
create function muster_environment() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('muster.environment', true), '')::uuid;

-- Puts a table behind its tenant. Every table with an environment_id has to pass through here (IsolationTest looks).
create procedure protect(tenant_table regclass, rights text default 'select, insert, update, delete')
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format('create policy one_environment on %s to muster_app
                    using (environment_id = muster_environment()) with check (environment_id = muster_environment())', tenant_table);
  execute format('create policy all_environments on %s to muster_system using (true) with check (true)', tenant_table);
  -- "force" binds the owner too; migrations and the partition functions below run as the owner.
  execute format('create policy migrations on %s to %I using (true) with check (true)', tenant_table, current_user);
  execute format('grant %s on %s to muster_app', rights, tenant_table);
  execute format('grant select, insert, update, delete on %s to muster_system', tenant_table);
end $$;

-- ---------------------------------------------------------------- the developer's side, seen by muster_system only

create table team (
  id         uuid primary key,
  name       text not null,
  created_at timestamptz not null default now()
);

create table environment (
  id         uuid primary key,
  team_id    uuid not null references team,
  name       text not null,
  kind       text not null check (kind in ('production', 'staging')),
  created_at timestamptz not null default now()
);
create index environment_team on environment (team_id, id);

create table operator (
  id            uuid primary key,
  team_id       uuid not null references team,
  email         text not null,
  password_hash text,
  role          text not null default 'admin' check (role in ('admin', 'viewer')),
  created_at    timestamptz not null default now()
);
create unique index operator_email on operator (lower(email));

create table operator_session (
  id          uuid primary key,
  operator_id uuid not null references operator on delete cascade,
  token_hash  bytea not null unique,
  created_at  timestamptz not null default now(),
  seen_at     timestamptz not null default now(),
  expires_at  timestamptz not null
);
create index operator_session_operator on operator_session (operator_id);

-- One-time links into the dashboard: the very first sign-in, invitations, forgotten passwords.
create table sign_in_link (
  token_hash  bytea primary key,
  team_id     uuid not null references team,
  operator_id uuid references operator on delete cascade,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null,
  used_at     timestamptz
);

grant select, insert, update, delete on team, environment, operator, operator_session, sign_in_link to muster_system;

alter table environment enable row level security;
alter table environment force row level security;
create policy one_environment on environment to muster_app using (id = muster_environment());
create policy all_environments on environment to muster_system using (true) with check (true);
do $$ begin execute format('create policy migrations on environment to %I using (true) with check (true)', current_user); end $$;
grant select on environment to muster_app;

-- ---------------------------------------------------------------- tenant tables

create table api_key (
  environment_id uuid not null references environment,
  id             uuid not null,
  name           text not null,
  key_hash       bytea not null unique,
  key_suffix     text not null,
  created_at     timestamptz not null default now(),
  last_used_at   timestamptz,
  revoked_at     timestamptz,
  primary key (environment_id, id)
);
call protect('api_key');

create table organization (
  environment_id     uuid not null references environment,
  id                 uuid not null,
  name               text not null,
  external_id        text,
  stripe_customer_id text,
  metadata           jsonb not null default '{}',
  allow_profiles_outside_organization boolean not null default false,
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  deleted_at         timestamptz,                 -- hidden at once; the row goes when its directories are cleared away
  primary key (environment_id, id)
);
create unique index organization_external_id on organization (environment_id, external_id)
  where external_id is not null and deleted_at is null;
create unique index organization_stripe_customer on organization (environment_id, stripe_customer_id)
  where stripe_customer_id is not null and deleted_at is null;
create index organization_deleted on organization (deleted_at) where deleted_at is not null;
call protect('organization');

create table organization_domain (
  environment_id        uuid not null,
  id                    uuid not null,
  organization_id       uuid not null,
  domain                text not null,
  state                 text not null check (state in ('failed', 'legacy_verified', 'pending', 'unverified', 'verified')),
  verification_strategy text not null check (verification_strategy in ('dns', 'manual')),
  verification_token    text,
  verification_prefix   text,
  created_at            timestamptz not null,
  updated_at            timestamptz not null,
  primary key (environment_id, id),
  foreign key (environment_id, organization_id) references organization on delete cascade
);
create unique index organization_domain_name on organization_domain (environment_id, domain);
create index organization_domain_organization on organization_domain (environment_id, organization_id, id);
call protect('organization_domain');
