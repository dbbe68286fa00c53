-- A directory and what its identity provider pushed: users, groups, memberships.
--
-- resource holds the normalized SCIM attributes (canonical names and types, without id, meta, schemas and members);
-- columns repeat what is searched, ordered or shown. *_key columns are lower-case copies compared with plain "=":
-- under row-level security only leak-proof operators may use an index, and lower() is none. An index entry holds at most
-- 2,700 bytes while names may have 1,024 characters of any script, so keys are cut to a digest where they are long.

create function index_key(text) returns text
  language sql immutable strict parallel safe
  return case when octet_length($1) <= 1000 then $1 else 'sha256:' || encode(sha256(convert_to($1, 'UTF8')), 'hex') end;

create table directory (
  environment_id  uuid not null,
  id              uuid not null,
  organization_id uuid not null,
  external_key    text not null unique,           -- in the SCIM address: 16 random letters and digits
  label           text unique,                    -- the developer's own word in its place
  type            text not null,                  -- WorkOS's words: 'okta scim v2.0', ...
  name            text not null,
  domain          text,
  state           text not null check (state in ('unlinked', 'linked', 'paused', 'deleting')),
  deprovisioning  text not null default 'suspend' check (deprovisioning in ('suspend', 'delete')),
  settings        jsonb not null default '{}',
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  primary key (environment_id, id),
  foreign key (environment_id, organization_id) references organization
);
create index directory_organization on directory (environment_id, organization_id, id);
create index directory_deleting on directory (id) where state = 'deleting';
call protect('directory');

create table directory_token (
  environment_id uuid not null,
  id             uuid not null,
  directory_id   uuid not null,
  slot           smallint not null check (slot in (1, 2)),   -- at most two active tokens: overlap for a rotation, no more
  token_hash     bytea not null unique,
  token_suffix   text not null,
  created_at     timestamptz not null,
  expires_at     timestamptz,
  revoked_at     timestamptz,
  last_used_at   timestamptz,
  last_used_by   text,
  primary key (environment_id, id),
  foreign key (environment_id, directory_id) references directory on delete cascade
);
create unique index directory_token_slot on directory_token (environment_id, directory_id, slot) where revoked_at is null;
call protect('directory_token');

create table directory_user (
  environment_id    uuid not null,
  directory_id      uuid not null,
  id                uuid not null,                -- the SCIM id, for as long as the provider knows the person
  api_id            uuid,                         -- the id applications see; null while hidden by deprovisioning = 'delete'
  organization_id   uuid not null,
  user_name         text not null,
  user_name_key     text not null,
  external_id       text,
  external_id_key   text generated always as (index_key(external_id)) stored,
  active            boolean not null,
  email             text,
  email_key         text generated always as (index_key(email)) stored,
  first_name        text,
  last_name         text,
  display_name      text,
  resource          jsonb not null,
  custom_attributes jsonb not null default '{}',
  roles             text[] not null default '{}', -- slugs, the one of highest priority first
  version           bigint not null default 1,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  removed_at        timestamptz,                  -- removed by hand: a tombstone the provider can write back to life
  primary key (environment_id, directory_id, id),
  foreign key (environment_id, directory_id) references directory on delete cascade
);
create unique index directory_user_user_name on directory_user (environment_id, directory_id, user_name_key) where removed_at is null;
create index directory_user_tombstone on directory_user (environment_id, directory_id, user_name_key) where removed_at is not null;
create unique index directory_user_external_id on directory_user (environment_id, directory_id, external_id_key)
  where external_id is not null and removed_at is null;
create unique index directory_user_api_id on directory_user (environment_id, api_id) where api_id is not null;
create index directory_user_listed on directory_user (environment_id, directory_id, api_id) where api_id is not null and removed_at is null;
create index directory_user_email_shown on directory_user (environment_id, directory_id, email_key) where email is not null;
create index directory_user_modified on directory_user (environment_id, directory_id, updated_at, id);
call protect('directory_user');

-- Every address of a user, for emails.value eq "...": an equality on a column instead of a walk through resource.
create table directory_user_email (
  environment_id uuid not null,
  directory_id   uuid not null,
  value_key      text not null,
  user_id        uuid not null,
  primary key (environment_id, directory_id, user_id, value_key),
  foreign key (environment_id, directory_id, user_id) references directory_user on delete cascade
);
create index directory_user_email_value on directory_user_email (environment_id, directory_id, value_key, user_id);
call protect('directory_user_email');

create table directory_group (
  environment_id   uuid not null,
  directory_id     uuid not null,
  id               uuid not null,
  organization_id  uuid not null,
  display_name     text not null,
  display_name_key text not null,
  external_id      text,
  external_id_key  text generated always as (index_key(external_id)) stored,
  idp_id           text not null,                 -- externalId, or the first name; stays through renames
  resource         jsonb not null,
  version          bigint not null default 1,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  removed_at       timestamptz,
  alias_of         uuid,                          -- a tombstone whose name was taken by a new group: late writes go there
  primary key (environment_id, directory_id, id),
  foreign key (environment_id, directory_id) references directory on delete cascade
);
create index directory_group_name on directory_group (environment_id, directory_id, display_name_key) where removed_at is null;
create index directory_group_tombstone on directory_group (environment_id, directory_id, display_name_key) where removed_at is not null;
create unique index directory_group_external_id on directory_group (environment_id, directory_id, external_id_key)
  where external_id is not null and removed_at is null;
create unique index directory_group_by_id on directory_group (environment_id, id);
create index directory_group_modified on directory_group (environment_id, directory_id, updated_at, id);
call protect('directory_group');

create table membership (
  environment_id uuid not null,
  directory_id   uuid not null,
  group_id       uuid not null,
  user_id        uuid not null,
  created_at     timestamptz not null default now(),
  primary key (environment_id, directory_id, group_id, user_id),
  foreign key (environment_id, directory_id, group_id) references directory_group on delete cascade,
  foreign key (environment_id, directory_id, user_id) references directory_user on delete cascade
);
create index membership_user on membership (environment_id, directory_id, user_id, group_id);
call protect('membership');

-- Groups as members of groups (RFC 7643 section 4.2). Kept apart: memberships of people are what events speak about.
create table group_nesting (
  environment_id  uuid not null,
  directory_id    uuid not null,
  group_id        uuid not null,
  member_group_id uuid not null,
  created_at      timestamptz not null default now(),
  primary key (environment_id, directory_id, group_id, member_group_id),
  check (group_id <> member_group_id),
  foreign key (environment_id, directory_id, group_id) references directory_group on delete cascade,
  foreign key (environment_id, directory_id, member_group_id) references directory_group on delete cascade
);
create index group_nesting_member on group_nesting (environment_id, directory_id, member_group_id, group_id);
call protect('group_nesting');

-- ---------------------------------------------------------------- counts that cost the same for ten users and a million
--
-- Every list answers totalResults and every directory shows its counts. The numbers are kept by the statements that
-- change them, in 8 slots a directory so that parallel creations do not queue behind one row.

create table directory_tally (
  environment_id uuid not null,
  directory_id   uuid not null,
  slot           smallint not null,
  users          bigint not null default 0,       -- as the provider sees them
  active         bigint not null default 0,       -- as applications see them
  inactive       bigint not null default 0,
  groups         bigint not null default 0,
  primary key (environment_id, directory_id, slot),
  foreign key (environment_id, directory_id) references directory on delete cascade
) with (fillfactor = 50);
call protect('directory_tally');

create function tally_directory_user() returns trigger language plpgsql as $$
begin
  -- The set of changed rows is aggregated first: one update a statement, whatever its size.
  if tg_op = 'INSERT' then
    insert into directory_tally as t (environment_id, directory_id, slot, users, active, inactive)
      select environment_id, directory_id, pg_backend_pid() % 8, count(*),
             count(*) filter (where active and api_id is not null), count(*) filter (where not active and api_id is not null)
        from new_rows where removed_at is null group by 1, 2
      on conflict (environment_id, directory_id, slot) do update
        set users = t.users + excluded.users, active = t.active + excluded.active, inactive = t.inactive + excluded.inactive;
  elsif tg_op = 'DELETE' then
    insert into directory_tally as t (environment_id, directory_id, slot, users, active, inactive)
      select o.environment_id, o.directory_id, pg_backend_pid() % 8, -count(*),
             -count(*) filter (where active and api_id is not null), -count(*) filter (where not active and api_id is not null)
        from old_rows o join directory d on (d.environment_id, d.id) = (o.environment_id, o.directory_id)
       where removed_at is null group by 1, 2
      on conflict (environment_id, directory_id, slot) do update
        set users = t.users + excluded.users, active = t.active + excluded.active, inactive = t.inactive + excluded.inactive;
  else
    insert into directory_tally as t (environment_id, directory_id, slot, users, active, inactive)
      select environment_id, directory_id, pg_backend_pid() % 8, sum(users), sum(active), sum(inactive)
        from (select environment_id, directory_id, 1 as users,
                     (active and api_id is not null)::int as active, (not active and api_id is not null)::int as inactive
                from new_rows where removed_at is null
              union all
              select environment_id, directory_id, -1,
                     -(active and api_id is not null)::int, -(not active and api_id is not null)::int
                from old_rows where removed_at is null) change
       group by 1, 2 having sum(users) <> 0 or sum(active) <> 0 or sum(inactive) <> 0
      on conflict (environment_id, directory_id, slot) do update
        set users = t.users + excluded.users, active = t.active + excluded.active, inactive = t.inactive + excluded.inactive;
  end if;
  return null;
end $$;
create trigger tally_inserted after insert on directory_user referencing new table as new_rows
  for each statement execute function tally_directory_user();
create trigger tally_updated after update on directory_user referencing new table as new_rows old table as old_rows
  for each statement execute function tally_directory_user();
create trigger tally_deleted after delete on directory_user referencing old table as old_rows
  for each statement execute function tally_directory_user();

create function tally_directory_group() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into directory_tally as t (environment_id, directory_id, slot, groups)
      select environment_id, directory_id, pg_backend_pid() % 8, count(*) from new_rows where removed_at is null group by 1, 2
      on conflict (environment_id, directory_id, slot) do update set groups = t.groups + excluded.groups;
  elsif tg_op = 'DELETE' then
    insert into directory_tally as t (environment_id, directory_id, slot, groups)
      select o.environment_id, o.directory_id, pg_backend_pid() % 8, -count(*)
        from old_rows o join directory d on (d.environment_id, d.id) = (o.environment_id, o.directory_id)
       where removed_at is null group by 1, 2
      on conflict (environment_id, directory_id, slot) do update set groups = t.groups + excluded.groups;
  else
    insert into directory_tally as t (environment_id, directory_id, slot, groups)
      select environment_id, directory_id, pg_backend_pid() % 8, sum(groups)
        from (select environment_id, directory_id, 1 as groups from new_rows where removed_at is null
              union all
              select environment_id, directory_id, -1 from old_rows where removed_at is null) change
       group by 1, 2 having sum(groups) <> 0
      on conflict (environment_id, directory_id, slot) do update set groups = t.groups + excluded.groups;
  end if;
  return null;
end $$;
create trigger tally_inserted after insert on directory_group referencing new table as new_rows
  for each statement execute function tally_directory_group();
create trigger tally_updated after update on directory_group referencing new table as new_rows old table as old_rows
  for each statement execute function tally_directory_group();
create trigger tally_deleted after delete on directory_group referencing old table as old_rows
  for each statement execute function tally_directory_group();
