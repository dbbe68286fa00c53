-- Which copy of the log this is. After a restore or the failover to a standby that lagged, positions and ids that were given
-- before could be given again to other events, and whoever had seen them would skip the new ones in silence. So the sequencer
-- compares before it places anything, and goes on far above whatever may have been given.

-- Another server, another timeline of it (point in time recovery, failover), another database or another table (pg_restore).
create function current_event_origin() returns text
  language plpgsql stable set search_path = public as $$
declare
  server text := 'unknown';
begin
  begin
    server := (select system_identifier from pg_control_system()) || '/'
              || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8);
  exception when others then
    null; -- some hosted servers do not tell
  end;
  return concat_ws('/', server, (select oid from pg_database where datname = current_database()), 'event_head'::regclass::oid);
end $$;

create table event_origin (
  one    boolean primary key default true check (one),
  origin text not null
);
insert into event_origin (origin) values (current_event_origin());
grant select on event_origin to muster_system;

-- Raises every head and the sequence by a million and by a thousand for each second since the last event, and takes this
-- copy as the origin. The caller holds the sequencer's lock.
create function accept_event_origin() returns text
  language plpgsql security definer set search_path = public as $$
begin
  update event_head
     set pos = pos + 1000000 + 1000 * greatest(0, extract(epoch from now() - at))::bigint;
  perform setval('event_seq', nextval('event_seq') + 1000000
    + 1000 * greatest(0, extract(epoch from now() - (select coalesce(max(at), now()) from event_head)))::bigint);
  update event_origin set origin = current_event_origin();
  return current_event_origin();
end $$;
revoke execute on function accept_event_origin from public;
grant execute on function accept_event_origin to muster_system;
