-- Webhook endpoints, and how far each of them has come in the event log. There is no row per delivery: a lane is a cursor,
-- and only events that could not be delivered at once get a row.

create table webhook_endpoint (
  environment_id         uuid not null references environment,
  id                     uuid not null,
  url                    text not null,
  types                  text[] not null,
  status                 text not null default 'enabled' check (status in ('enabled', 'disabled')),
  disabled_reason        text,
  ordering               text not null default 'entity' check (ordering in ('entity', 'fifo', 'free')),
  rate_per_second        int check (rate_per_second > 0),
  timeout_ms             int not null default 15000 check (timeout_ms between 1000 and 30000),
  secret_sealed          bytea not null,
  previous_secret_sealed bytea,
  previous_secret_until  timestamptz,
  signing_key_sealed     bytea,                   -- ed25519, when the endpoint wants v1a signatures too
  created_at             timestamptz not null,
  updated_at             timestamptz not null,
  primary key (environment_id, id)
);
create unique index webhook_endpoint_url on webhook_endpoint (environment_id, url);
call protect('webhook_endpoint');

-- Lanes are dealt to 64 shards; a replica owns whole shards. Whoever writes for a lane holds the row of its shard for the
-- length of the transaction and finds its own epoch in it: an owner that was frozen and comes back writes nothing.
create table webhook_shard (
  id    smallint primary key,
  owner uuid,
  epoch bigint not null default 0,
  until timestamptz not null default '-infinity'
) with (fillfactor = 50);
insert into webhook_shard (id) select generate_series(0, 63);
grant select, update on webhook_shard to muster_system;

create table webhook_owner (                      -- the replicas that are alive, so that each takes its share of the shards
  id    uuid primary key,
  until timestamptz not null
) with (fillfactor = 50);
grant select, insert, update, delete on webhook_owner to muster_system;

create table webhook_lane (
  environment_id   uuid not null,
  endpoint_id      uuid not null,
  shard            smallint not null references webhook_shard,
  cursor_pos       bigint not null,               -- everything up to here is delivered, or has a row in webhook_retry
  replay_until     bigint not null default 0,     -- the cursor was moved back: up to here events go out once more
  frozen_since     timestamptz,                   -- the breaker is open, with its probes:
  failed_probes    int not null default 0,
  next_probe_at    timestamptz,
  first_failure_at timestamptz,                   -- since when nothing has been delivered
  last_success_at  timestamptz,
  changed_at       timestamptz not null default now(), -- from outside: settings, replay, status; its owner looks
  primary key (environment_id, endpoint_id),
  foreign key (environment_id, endpoint_id) references webhook_endpoint on delete cascade
) with (fillfactor = 50);
create index webhook_lane_shard on webhook_lane (shard, changed_at);
call protect('webhook_lane', 'select, insert, update');

create table webhook_retry (
  environment_id uuid not null,
  endpoint_id    uuid not null,
  pos            bigint not null,
  event_id       uuid not null,
  type           text not null,
  entity_key     text not null,
  state          text not null check (state in ('due', 'behind', 'dead')),  -- behind: waits for an earlier event of its entity
  attempt        smallint not null default 0,     -- so many have failed
  next_at        timestamptz not null,            -- dead: since when
  last_status    smallint,
  last_error     text,
  trigger        text not null default 'event' check (trigger in ('event', 'replay')),
  primary key (environment_id, endpoint_id, pos),
  foreign key (environment_id, endpoint_id) references webhook_endpoint on delete cascade
);
create index webhook_retry_due on webhook_retry (environment_id, endpoint_id, next_at) where state = 'due';
create index webhook_retry_entity on webhook_retry (environment_id, endpoint_id, entity_key, pos) where state <> 'dead';
create index webhook_retry_dead on webhook_retry (next_at) where state = 'dead';
call protect('webhook_retry');

-- Append only. No key: a kill between sending and writing makes the next owner write the same attempt again. The index
-- serves the list (event ids rise with time) and the look-up of one event.
create table webhook_attempt (
  environment_id uuid not null,
  endpoint_id    uuid not null,
  event_id       uuid not null,
  at             timestamptz not null,            -- when it ended
  type           text not null,
  n              smallint not null,               -- 1 is the first try
  status         smallint,                        -- null: no answer came
  duration_ms    int not null,
  outcome        text not null,                   -- delivered, refused, gone, unreachable, blocked
  trigger        text not null,                   -- event, schedule, replay, test
  error          text,
  answer_head    text
) partition by range (at);
create index webhook_attempt_event on webhook_attempt (environment_id, endpoint_id, event_id, n);
call protect('webhook_attempt', 'select, insert');

create function create_attempt_partitions(until timestamptz) returns int
  language plpgsql security definer set search_path = public as $$
declare
  week timestamptz := date_trunc('week', now(), 'UTC') - interval '1 week';
  made int := 0;
begin
  while week <= until loop
    if to_regclass('webhook_attempt_' || to_char(week at time zone 'UTC', 'IYYY_IW')) is null then
      execute format('create table webhook_attempt_%s partition of webhook_attempt for values from (%L) to (%L)',
                     to_char(week at time zone 'UTC', 'IYYY_IW'), week, week + interval '1 week');
      made := made + 1;
    end if;
    week := week + interval '1 week';
  end loop;
  return made;
end $$;

create function drop_attempt_partitions(before timestamptz) returns int
  language plpgsql security definer set search_path = public set lock_timeout = '2s' as $$
declare
  week regclass;
  dropped int := 0;
begin
  for week in
    select c.oid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'webhook_attempt'::regclass and c.relname ~ '^webhook_attempt_\d{4}_\d{2}$'
       and to_timestamp(substring(c.relname from '\d{4}_\d{2}$'), 'IYYY_IW') at time zone 'UTC'
             < (before - interval '1 week') at time zone 'UTC'
  loop
    execute format('drop table %s', week);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

revoke execute on function create_attempt_partitions, drop_attempt_partitions from public;
grant execute on function create_attempt_partitions, drop_attempt_partitions to muster_system;

select create_attempt_partitions(now() + interval '8 weeks');
create table webhook_attempt_default partition of webhook_attempt default;
