-- The search for a domain's TXT record: when it began (it is given up after 30 days), and when we last looked.
alter table organization_domain add column sought_since timestamptz not null default now();
alter table organization_domain add column looked_at timestamptz;
create index organization_domain_sought on organization_domain (looked_at nulls first) where state = 'pending';
