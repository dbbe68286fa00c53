-- What identity providers sent and what they were answered: a row a request, written by muster_system after the answer, in
-- batches. Rows sort by time because ids do, so the days of the log are ranges of ids and no column repeats the time.

-- The smallest id made at this moment or later.
create function id_floor(moment timestamptz) returns uuid
  language sql immutable strict parallel safe
  return (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

create table scim_request (
  environment_id uuid not null,
  directory_id   uuid not null,
  id             uuid not null,                   -- printed as directory_request_<ULID>; the answer's X-Request-ID
  token_id       uuid,                            -- null: no living token of the directory came with it
  method         text not null,
  path           text not null,                   -- below the directory's base URL
  query          text,
  status         smallint not null,
  scim_type      text,
  detail         text,
  duration_ms    int not null,
  caller         text,                            -- User-Agent
  subject_type   text check (subject_type in ('User', 'Group')),
  subject_id     uuid,                            -- the person or group it was about, as far as the request shows
  subject_name   text,
  subject_key    text,                            -- the name in lower case: who could not be created has no id
  request_bytes  int not null default 0,          -- of the whole body, of which request_body may be the beginning
  request_body   text,
  answer_body    text,
  primary key (environment_id, directory_id, id)
) partition by range (id);
create index scim_request_method on scim_request (environment_id, directory_id, method, id);
create index scim_request_refused on scim_request (environment_id, directory_id, id) where status >= 400;
create index scim_request_subject on scim_request (environment_id, directory_id, subject_id, id) where subject_id is not null;
create index scim_request_name on scim_request (environment_id, directory_id, subject_key, id) where subject_key is not null;
call protect('scim_request', 'select');

-- Requests counted by the hour, so that a busy day is read in a few rows.
create table scim_request_hour (
  environment_id uuid not null,
  directory_id   uuid not null,
  hour           timestamptz not null,
  status         smallint not null,
  requests       int not null,
  primary key (environment_id, directory_id, hour, status),
  foreign key (environment_id, directory_id) references directory on delete cascade
) with (fillfactor = 50);
create index scim_request_hour_age on scim_request_hour (hour);
call protect('scim_request_hour', 'select');

-- When each kind of request first came and last: remembered for as long as the directory lives.
create table scim_request_kind (
  environment_id uuid not null,
  directory_id   uuid not null,
  kind           text not null,
  first_at       timestamptz not null,
  last_at        timestamptz not null,
  primary key (environment_id, directory_id, kind),
  foreign key (environment_id, directory_id) references directory on delete cascade
) with (fillfactor = 50);
call protect('scim_request_kind', 'select');

-- ---------------------------------------------------------------- partitions: one a day, dropped whole when they are old

-- Rows keep their bodies beside them: compressing a few KiB would cost more than all the rest of writing them.
create function create_request_partitions(until timestamptz) returns int
  language plpgsql security definer set search_path = public as $$
declare
  day timestamptz := date_trunc('day', now(), 'UTC') - interval '1 day';
  name text;
  made int := 0;
begin
  while day <= until loop
    name := 'scim_request_' || to_char(day at time zone 'UTC', 'YYYYMMDD');
    if to_regclass(name) is null then
      execute format('create table %I partition of scim_request for values from (%L) to (%L) with (toast_tuple_target = 8160)',
                     name, id_floor(day), id_floor(day + interval '1 day'));
      made := made + 1;
    end if;
    day := day + interval '1 day';
  end loop;
  return made;
end $$;

-- Drops the days that ended before the given moment. Dropping waits for readers of the whole log and makes writers wait
-- behind it, so it gives up soon; the next run tries again.
create function drop_request_partitions(before timestamptz) returns int
  language plpgsql security definer set search_path = public set lock_timeout = '2s' as $$
declare
  day regclass;
  dropped int := 0;
begin
  for day in
    select c.oid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'scim_request'::regclass and c.relname ~ '^scim_request_\d{8}$'
       and to_timestamp(substring(c.relname from '\d{8}$'), 'YYYYMMDD') at time zone 'UTC'
             < (before - interval '1 day') at time zone 'UTC'
  loop
    execute format('drop table %s', day);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

revoke execute on function create_request_partitions, drop_request_partitions from public;
grant execute on function create_request_partitions, drop_request_partitions to muster_system;

select create_request_partitions(now() + interval '7 days');
-- A clock far off must not stop the log: what fits no day lands here.
create table scim_request_default partition of scim_request default;
