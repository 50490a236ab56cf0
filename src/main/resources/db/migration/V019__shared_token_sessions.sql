-- A session may be nobody's in particular, begun with a shared token. It keeps the token's id, never the token.
alter table user_session alter column user_id drop not null;
alter table user_session add column shared_token_id uuid;
alter table user_session add constraint user_session_whose check ((user_id is null) <> (shared_token_id is null));
