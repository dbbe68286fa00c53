-- A snapshot of a directory has to know which of the changes it shows have no place in the log yet. Row-level security
-- holds for this table like for all others.
grant select on event_new to muster_app;

-- What a client says it knows is compared in a temporary table. Mostly everybody may make one anyway.
do $$ begin
  execute format('grant temporary on database %I to muster_app', current_database());
end $$;
