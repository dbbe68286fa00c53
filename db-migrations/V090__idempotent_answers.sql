-- Answers to POSTs that carried an Idempotency-Key, for the minute in which a client may try again. Sealed: some of them
-- hold a secret that is kept nowhere else.

create table idempotent_answer (
  environment_id uuid not null references environment,
  request_hash   bytea not null,                  -- SHA-256 of API key, method, path and Idempotency-Key
  payload_hash   bytea not null,                  -- SHA-256 of query and body
  claim          uuid not null,                   -- of the request that is at work, or was
  status         int,                             -- null while it is at work
  sealed         bytea,
  expires_at     timestamptz not null,
  primary key (environment_id, request_hash)
);
create index idempotent_answer_expires on idempotent_answer (expires_at);
call protect('idempotent_answer');
