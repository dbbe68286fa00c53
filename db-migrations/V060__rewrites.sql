-- How applications see the people of a directory is decided by rules (which attributes there are, where they come from), and
-- every replica remembers them. The version moves in the transaction that changes them, and whoever writes a user names the
-- version it went by: a write by outdated rules changes no row, and is tried again by the new ones.
alter table directory add column rules_version bigint not null default 1;

-- A person just added is seen by nobody before the commit, not even by a rewrite that begins meanwhile. So whoever adds one
-- holds this to its end, and changing rules waits for them.
create function hold_rules(environment uuid) returns boolean
  language sql volatile
  return pg_advisory_xact_lock_shared(hashtextextended(environment::text, 60)) is not null;

create function replace_rules(environment uuid) returns boolean
  language sql volatile
  return pg_advisory_xact_lock(hashtextextended(environment::text, 60)) is not null;

-- All users of a directory are looked at anew, in the order of their ids, some hundred at a time.
create table user_rewrite (
  environment_id uuid not null,
  directory_id   uuid not null,
  requested_at   timestamptz not null,
  worked_at      timestamptz not null,            -- whose turn was longest ago is next
  cursor         uuid not null,                   -- users up to this id are done
  done           bigint not null,
  total          bigint not null,
  finished_at    timestamptz,
  primary key (environment_id, directory_id),
  foreign key (environment_id, directory_id) references directory on delete cascade
) with (fillfactor = 50);
create index user_rewrite_pending on user_rewrite (worked_at) where finished_at is null;
call protect('user_rewrite');
