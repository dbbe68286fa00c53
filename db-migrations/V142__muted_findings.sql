-- Findings about a directory's health that somebody does not want to see for a while.
create table muted_finding (
  environment_id uuid not null,
  directory_id   uuid not null,
  id             uuid not null,                   -- its time is when it was muted
  code           text not null,                   -- of the finding
  subject        text not null,                   -- id, else name, of whom the finding is about; '' for the directory itself
  primary key (environment_id, directory_id, id),
  unique (environment_id, directory_id, code, subject),
  foreign key (environment_id, directory_id) references directory on delete cascade
);
call protect('muted_finding', 'select, insert, delete');
