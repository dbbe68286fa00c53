-- Where an attribute comes from in one directory, when it is not the usual place.
create table attribute_mapping (
  environment_id uuid not null,
  directory_id   uuid not null,
  name           text not null,
  path           text not null,
  primary key (environment_id, directory_id, name),
  foreign key (environment_id, directory_id) references directory on delete cascade
);
call protect('attribute_mapping');
