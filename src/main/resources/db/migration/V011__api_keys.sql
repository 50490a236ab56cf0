-- Only the hash of a key is kept; its prefix is how people tell one from another.
create table api_key (
    id uuid primary key,
    organization_id uuid not null references organization (id) on delete cascade,
    name varchar(100) not null,
    prefix varchar(20) not null,
    hash varchar(64) not null,
    scopes varchar(100) not null,
    created_by uuid references app_user (id) on delete set null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    constraint api_key_hash unique (hash)
);

create index api_key_organization on api_key (organization_id, created_at, id);
