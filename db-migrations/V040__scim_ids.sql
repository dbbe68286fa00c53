-- An id as providers see it, for the rare filter that looks inside ids or sorts out relations by them. The usual look-ups
-- compare uuids and never come here.
create function printed_id(prefix text, id uuid) returns text
  language sql immutable parallel safe
  return prefix || (
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', substring(bits from 1 + 5 * i for 5)::int + 1, 1), '' order by i)
      from (select B'00' || ('x' || replace(id::text, '-', ''))::bit(128) as bits) ulid, generate_series(0, 25) as i);
