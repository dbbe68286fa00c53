-- Reads a moment as a filter does; null for what is none, where a cast would fail the statement. Without a zone it is UTC.
create function moment(written text) returns timestamptz
  language plpgsql stable parallel safe set timezone = 'UTC' as $$
begin
  return written::timestamptz;
exception when others then
  return null;
end $$;
