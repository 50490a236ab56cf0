create table user_session (
    id uuid primary key,
    user_id uuid not null references app_user (id) on delete cascade,
    id_token varchar(16000) not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null
);

create index user_session_user on user_session (user_id);
create index user_session_expiry on user_session (expires_at);
