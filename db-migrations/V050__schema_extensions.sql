-- What the developer says about the attributes an identity provider sends beyond the core and enterprise schemas
-- (RFC 7643 section 3.3). Read with the token, so a directory has few of them.
create table schema_extension (
  environment_id uuid not null,
  id             uuid not null,
  directory_id   uuid not null,
  urn            text not null,
  urn_key        text not null,                   -- lower case: a URN is the same in any case
  resource_type  text not null check (resource_type in ('User', 'Group')),
  name           text not null,
  description    text not null,
  required       boolean not null,
  attributes     text not null,                   -- a JSON array of definitions as in RFC 7643 section 7
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  primary key (environment_id, id),
  foreign key (environment_id, directory_id) references directory on delete cascade
);
create unique index schema_extension_urn on schema_extension (environment_id, directory_id, urn_key);
call protect('schema_extension');
