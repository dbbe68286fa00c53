-- Whether customers' administrators may say in the portal which groups give which role.
alter table role_policy add column portal_mapping boolean not null default false;
