-- Roles of an environment, and which group of a directory gives which. What a person has is kept in directory_user.roles,
-- so that lists and events read it with the row; every statement that changes one of its causes settles it anew.

create table role (
  environment_id uuid not null references environment,
  id             uuid not null,
  slug           text not null,                   -- never changes: applications have it in their code
  name           text not null,
  description    text,
  priority       integer not null,                -- 1 wins
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  primary key (environment_id, id)
);
create unique index role_slug on role (environment_id, slug);
call protect('role');

-- No row: no default role, and one role for each person.
create table role_policy (
  environment_id  uuid primary key references environment,
  default_role_id uuid,
  multiple_roles  boolean not null default false,
  foreign key (environment_id, default_role_id) references role
);
call protect('role_policy');

-- In the row of the group and not in a table of its own: whoever changes members has locked this row, so nobody can give
-- the group another role meanwhile, and learns the role without another statement.
alter table directory_group add column role_id uuid;
-- "not valid" spares reading the table: every row is null.
alter table directory_group add constraint directory_group_role
  foreign key (environment_id, role_id) references role not valid;
create index directory_group_mapped on directory_group (environment_id, directory_id, id) include (role_id) where role_id is not null;

-- The slugs of one person: what the groups give, the highest priority first; in whose groups nothing is given, the default.
create function roles_of(environment uuid, directory uuid, person uuid) returns text[]
  language sql stable parallel safe as $$
    with policy as (
      select p.multiple_roles, r.slug from role_policy p
        left join role r on (r.environment_id, r.id) = (p.environment_id, p.default_role_id)
       where p.environment_id = environment),
    given as (
      select r.slug from role r
       where r.environment_id = environment
         and r.id = any(array(select (select g.role_id from directory_group g
                                       where (g.environment_id, g.directory_id, g.id) = (m.environment_id, m.directory_id, m.group_id))
                                from membership m
                               where m.environment_id = environment and m.directory_id = directory and m.user_id = person))
       order by r.priority, r.id
       limit case when coalesce((select multiple_roles from policy), false) then null else 1 end)
    select case when exists (select from given) then array(select slug from given)
                else array(select slug from policy where slug is not null) end;
  $$;
