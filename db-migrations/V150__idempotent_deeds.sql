-- A POST with an Idempotency-Key says in the transaction of its change that it has been carried out, and to what. So a process
-- that dies before it could keep the answer leaves word of it, and a retry is told so instead of doing the same again.
alter table idempotent_answer
  add column done_at timestamptz,
  add column target  text;                        -- the printed id of what was made or changed
