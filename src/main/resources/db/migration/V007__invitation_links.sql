-- A link is live while ended_at is null and it has not expired; the others stay, to tell those who come late.
-- domains are separated by spaces.
create table invitation_link (
    id uuid primary key,
    organization_id uuid not null references organization (id) on delete cascade,
    role varchar(10) not null,
    max_uses integer not null,
    uses integer not null,
    domains varchar(5100) not null,
    token_hash varchar(64) not null,
    created_by uuid references app_user (id) on delete set null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    constraint invitation_link_token unique (token_hash)
);

create index invitation_link_live on invitation_link (organization_id, ended_at, expires_at);
