-- Whom a request names beside the one it is about: the members in a change of a group, the people of a bulk. So "what was
-- sent about Ada" is a look-up, whatever the size of her groups. A row has no columns but its key; its days go with the log's.
create table scim_request_person (
  environment_id uuid not null,
  directory_id   uuid not null,
  user_id        uuid not null,
  request_id     uuid not null,
  primary key (environment_id, directory_id, user_id, request_id)
) partition by range (request_id);
call protect('scim_request_person', 'select');

-- Rows keep their bodies beside them: compressing a few KiB would cost more than all the rest of writing them.
create or replace function create_request_partitions(until timestamptz) returns int
  language plpgsql security definer set search_path = public as $$
declare
  day timestamptz := date_trunc('day', now(), 'UTC') - interval '1 day';
  name text;
  made int := 0;
begin
  while day <= until loop
    name := to_char(day at time zone 'UTC', 'YYYYMMDD');
    if to_regclass('scim_request_' || name) is null then
      execute format('create table %I partition of scim_request for values from (%L) to (%L) with (toast_tuple_target = 8160)',
                     'scim_request_' || name, id_floor(day), id_floor(day + interval '1 day'));
      made := made + 1;
    end if;
    if to_regclass('scim_request_person_' || name) is null then
      execute format('create table %I partition of scim_request_person for values from (%L) to (%L)',
                     'scim_request_person_' || name, id_floor(day), id_floor(day + interval '1 day'));
    end if;
    day := day + interval '1 day';
  end loop;
  return made;
end $$;

-- Drops the days that ended before the given moment and says how many days of requests these were. Dropping waits for
-- readers of the whole log and makes writers wait behind it, so it gives up soon; the next run tries again.
create or replace function drop_request_partitions(before timestamptz) returns int
  language plpgsql security definer set search_path = public set lock_timeout = '2s' as $$
declare
  day record;
  dropped int := 0;
begin
  for day in
    select c.oid::regclass as name, i.inhparent = 'scim_request'::regclass as requests
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent in ('scim_request'::regclass, 'scim_request_person'::regclass) and c.relname ~ '_\d{8}$'
       and to_timestamp(substring(c.relname from '\d{8}$'), 'YYYYMMDD') at time zone 'UTC'
             < (before - interval '1 day') at time zone 'UTC'
  loop
    execute format('drop table %s', day.name);
    dropped := dropped + day.requests::int;
  end loop;
  return dropped;
end $$;

select create_request_partitions(now() + interval '7 days');
-- As in the log itself, what fits no day must not be lost.
create table scim_request_person_default partition of scim_request_person default;
