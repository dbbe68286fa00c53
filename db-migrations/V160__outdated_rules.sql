-- Ends a change of a person that was made by rules which are no longer the directory's: nothing of it may stay, and whoever
-- sent it begins again with the newest. Stands where the new version of the row would.
create function outdated_rules() returns bigint
  language plpgsql volatile as $$
begin
  raise exception 'the rules of the directory have changed' using errcode = 'MU001';
end $$;
