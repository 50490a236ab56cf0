-- open_email is the address as it is compared, while the invitation is open, and null afterwards:
-- so an address is invited once at a time, and claiming finds its invitations in one index.
create table invitation (
    id uuid primary key,
    organization_id uuid not null references organization (id) on delete cascade,
    email varchar(254) not null,
    email_key varchar(254) ${binary} not null,
    open_email varchar(254) ${binary},
    role varchar(10) not null,
    note varchar(500),
    status varchar(10) not null,
    token_hash varchar(64),
    invited_by uuid references app_user (id) on delete set null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    delivery varchar(10) not null,
    delivery_attempts integer not null,
    next_delivery_at timestamp with time zone,
    constraint invitation_once unique (organization_id, open_email),
    constraint invitation_token unique (token_hash)
);

create index invitation_claim on invitation (open_email);
create index invitation_delivery on invitation (next_delivery_at);
create index invitation_by_role on invitation (organization_id, role, open_email, id);
