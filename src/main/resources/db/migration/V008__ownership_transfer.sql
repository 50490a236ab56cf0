-- The offer that an organization has open: it goes with the membership of who gives and of who receives.
create table ownership_transfer (
    organization_id uuid primary key references organization (id) on delete cascade,
    giver_id uuid not null references membership (id) on delete cascade,
    receiver_id uuid not null references membership (id) on delete cascade,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null
);

create index ownership_transfer_giver on ownership_transfer (giver_id);
create index ownership_transfer_receiver on ownership_transfer (receiver_id);
