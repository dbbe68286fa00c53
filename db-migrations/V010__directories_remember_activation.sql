-- When the provider first spoke: a directory that is no longer paused goes back to what it was.
alter table directory add column activated_at timestamptz;
