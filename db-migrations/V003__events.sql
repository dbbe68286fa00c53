-- The event log. A write appends its events in its own transaction (event, event_new); the sequencer later gives each
-- committed event its place (event_pos): dense and in commit order per environment, so a cursor can never skip.
--
-- Ids are drawn from one sequence by column default while the row locks of the entity are held: for one entity, id order
-- is commit order. Never draw them in the application and never set CACHE above 1.

create sequence event_seq;

create table event (
  id             bigint not null,
  environment_id uuid not null,
  event_id       uuid not null,                   -- printed as event_<ULID>; its time is created_at
  body           bytea not null,                  -- the exact bytes that are signed, sent and served
  created_at     timestamptz not null,
  primary key (id, created_at)
) partition by range (created_at);
call protect('event', 'select, insert');

create table event_new (                          -- what the sequencer has not seen yet: small, emptied all the time
  id              bigint primary key,
  environment_id  uuid not null,
  event_id        uuid not null,
  type            text not null,
  organization_id uuid,
  directory_id    uuid,
  entity_key      text not null,                  -- u:<id>, g:<id>, m:<group>/<user>, d:<id>, o:<id>: what must stay in order
  created_at      timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
call protect('event_new', 'insert');

create table event_pos (
  environment_id  uuid not null,
  pos             bigint not null,
  id              bigint not null,
  event_id        uuid not null,
  at              timestamptz not null,           -- when it got its place; never goes back within an environment
  type            text not null,
  organization_id uuid,
  directory_id    uuid,
  entity_key      text not null,
  created_at      timestamptz not null,
  primary key (environment_id, pos, created_at),
  unique (environment_id, event_id, created_at)
) partition by range (created_at);
create index event_pos_type on event_pos (environment_id, type, pos);
create index event_pos_organization on event_pos (environment_id, organization_id, pos);
create index event_pos_directory on event_pos (environment_id, directory_id, pos);
create index event_pos_at on event_pos (environment_id, at, pos);
call protect('event_pos', 'select');

create table event_head (
  environment_id uuid primary key references environment,
  pos            bigint not null default 0,       -- of the newest event
  floor          bigint not null default 0,       -- of the newest event that retention has removed
  at             timestamptz not null default now()
) with (fillfactor = 50);
call protect('event_head', 'select');

grant usage on sequence event_seq to muster_app, muster_system;

-- ---------------------------------------------------------------- partitions: one a week, dropped whole when they are old
--
-- security definer: the roles that run the application own no tables.

create function create_event_partitions(until timestamptz) returns int
  language plpgsql security definer set search_path = public as $$
declare
  week timestamptz := date_trunc('week', now(), 'UTC') - interval '1 week';
  made int := 0;
begin
  while week <= until loop
    if to_regclass('event_' || to_char(week at time zone 'UTC', 'IYYY_IW')) is null then
      execute format('create table event_%s partition of event for values from (%L) to (%L)',
                     to_char(week at time zone 'UTC', 'IYYY_IW'), week, week + interval '1 week');
      execute format('create table event_pos_%s partition of event_pos for values from (%L) to (%L)',
                     to_char(week at time zone 'UTC', 'IYYY_IW'), week, week + interval '1 week');
      made := made + 1;
    end if;
    week := week + interval '1 week';
  end loop;
  return made;
end $$;

-- Drops the weeks that ended before the given moment; the floor of each environment moves up first, so that cursors into
-- a dropped week are refused instead of skipping silently. Dropping waits for readers of the whole log and makes writers
-- wait behind it, so it gives up soon; the next run tries again.
create function drop_event_partitions(before timestamptz) returns int
  language plpgsql security definer set search_path = public set lock_timeout = '2s' as $$
declare
  week regclass;
  dropped int := 0;
begin
  for week in
    select c.oid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'event'::regclass and c.relname ~ '^event_\d{4}_\d{2}$'
       and to_timestamp(substring(c.relname from '\d{4}_\d{2}$'), 'IYYY_IW') at time zone 'UTC'
             < (before - interval '1 week') at time zone 'UTC'
  loop
    execute format('update event_head h set floor = greatest(h.floor, m.pos)
                      from (select environment_id, max(pos) as pos from %s group by 1) m
                     where m.environment_id = h.environment_id', replace(week::text, 'event_', 'event_pos_'));
    execute format('drop table %s', replace(week::text, 'event_', 'event_pos_'));
    execute format('drop table %s', week);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

revoke execute on function create_event_partitions, drop_event_partitions from public;
grant execute on function create_event_partitions, drop_event_partitions to muster_system;

select create_event_partitions(now() + interval '8 weeks');
-- A clock far off must not stop a write: what fits no week lands here.
create table event_default partition of event default;
create table event_pos_default partition of event_pos default;
