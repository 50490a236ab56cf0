-- An ended session stays for a while, without the provider's token, to be looked at.
alter table user_session add column ended_at timestamp with time zone;
alter table user_session alter column id_token drop not null;
create index audit_event_at on audit_event (at);
