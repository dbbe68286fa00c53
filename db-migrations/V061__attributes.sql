-- What stands in custom_attributes: the attributes a developer defined, and of WorkOS's predefined ones those whose switch
-- has ever been touched. A predefined one without a row is on.
create table directory_attribute (
  environment_id uuid not null references environment,
  id             uuid not null,
  name           text not null,
  predefined     boolean not null,
  enabled        boolean not null,
  type           text not null check (type in ('string', 'number', 'boolean', 'object', 'array')),
  required       boolean not null,
  description    text,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  primary key (environment_id, id)
);
create unique index directory_attribute_name on directory_attribute (environment_id, name);
call protect('directory_attribute');
