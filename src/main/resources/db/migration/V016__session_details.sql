-- Where and how somebody is signed in, and when they were last seen: until now only the last sign-in is known, which gave
-- each session another day. The provider's own id of the session, its claim `sid`, is what it signs out by.
alter table user_session add column last_seen_at timestamp with time zone;
update user_session set last_seen_at = expires_at - interval '1' day;
alter table user_session alter column last_seen_at set not null;
alter table user_session add column method varchar(20) default 'OIDC' not null;
alter table user_session add column address varchar(64);
alter table user_session add column user_agent varchar(255);
alter table user_session add column provider_session_id varchar(255);
create index user_session_provider on user_session (provider_session_id);

-- Logout tokens that have been used, by their hash, until they would be too old anyway.
create table used_logout_token (
    id varchar(64) primary key,
    expires_at timestamp with time zone not null
);

create index used_logout_token_expiry on used_logout_token (expires_at);
