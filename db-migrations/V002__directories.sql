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
  primary key (environment_id, directory_id, id) include (removed_at),  -- so that skipping to a far page reads the index alone
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
  primary key (environment_id, directory_id, id) include (removed_at),
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

create function tally(environment uuid, directory uuid, more_users bigint, more_active bigint, more_inactive bigint, more_groups bigint)
  returns void language sql as $$
    insert into directory_tally as t (environment_id, directory_id, slot, users, active, inactive, groups)
    select environment, directory, pg_backend_pid() % 8, more_users, more_active, more_inactive, more_groups
    on conflict (environment_id, directory_id, slot) do update
      set users = t.users + excluded.users, active = t.active + excluded.active,
          inactive = t.inactive + excluded.inactive, groups = t.groups + excluded.groups;
  $$;

-- Creations and deletions may come by the thousand: the set is summed up first. A directory that is itself on its way out
-- needs no numbers any more.
create function tally_users_created() returns trigger language plpgsql as $$
begin
  perform tally(environment_id, directory_id, count(*), count(*) filter (where active and api_id is not null),
                count(*) filter (where not active and api_id is not null), 0)
     from new_rows where removed_at is null group by environment_id, directory_id;
  return null;
end $$;

create function tally_users_deleted() returns trigger language plpgsql as $$
begin
  perform tally(o.environment_id, o.directory_id, -count(*), -count(*) filter (where o.active and o.api_id is not null),
                -count(*) filter (where not o.active and o.api_id is not null), 0)
     from old_rows o join directory d on (d.environment_id, d.id) = (o.environment_id, o.directory_id)
    where o.removed_at is null group by o.environment_id, o.directory_id;
  return null;
end $$;

create function tally_groups_created() returns trigger language plpgsql as $$
begin
  perform tally(environment_id, directory_id, 0, 0, 0, count(*))
     from new_rows where removed_at is null group by environment_id, directory_id;
  return null;
end $$;

create function tally_groups_deleted() returns trigger language plpgsql as $$
begin
  perform tally(o.environment_id, o.directory_id, 0, 0, 0, -count(*))
     from old_rows o join directory d on (d.environment_id, d.id) = (o.environment_id, o.directory_id)
    where o.removed_at is null group by o.environment_id, o.directory_id;
  return null;
end $$;

-- Most updates change no number; "when" keeps them from paying for the few that do.
create function tally_user_changed() returns trigger language plpgsql as $$
begin
  perform tally(new.environment_id, new.directory_id,
                (new.removed_at is null)::int - (old.removed_at is null)::int,
                (new.active and new.api_id is not null and new.removed_at is null)::int
                  - (old.active and old.api_id is not null and old.removed_at is null)::int,
                (not new.active and new.api_id is not null and new.removed_at is null)::int
                  - (not old.active and old.api_id is not null and old.removed_at is null)::int, 0);
  return null;
end $$;

create function tally_group_changed() returns trigger language plpgsql as $$
begin
  perform tally(new.environment_id, new.directory_id, 0, 0, 0, (new.removed_at is null)::int - (old.removed_at is null)::int);
  return null;
end $$;

create trigger tally_created after insert on directory_user referencing new table as new_rows
  for each statement execute function tally_users_created();
create trigger tally_deleted after delete on directory_user referencing old table as old_rows
  for each statement execute function tally_users_deleted();
create trigger tally_changed after update on directory_user for each row
  when (old.active is distinct from new.active or (old.api_id is null) is distinct from (new.api_id is null)
        or (old.removed_at is null) is distinct from (new.removed_at is null))
  execute function tally_user_changed();

create trigger tally_created after insert on directory_group referencing new table as new_rows
  for each statement execute function tally_groups_created();
create trigger tally_deleted after delete on directory_group referencing old table as old_rows
  for each statement execute function tally_groups_deleted();
create trigger tally_changed after update on directory_group for each row
  when ((old.removed_at is null) is distinct from (new.removed_at is null))
  execute function tally_group_changed();
