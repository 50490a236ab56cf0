-- Tokens that open one application. Only the hash of a secret is kept; its prefix is how people tell one from another.
-- secret_id is another one for another secret: what is begun with a token ends with it.
create table app_token (
    id uuid primary key,
    app_id uuid not null references guarded_app (id) on delete cascade,
    name varchar(100) not null,
    prefix varchar(20) not null,
    hash varchar(64) not null,
    secret_id uuid not null,
    created_by varchar(320),
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    constraint app_token_name unique (app_id, name),
    constraint app_token_hash unique (hash),
    constraint app_token_secret unique (secret_id)
);
