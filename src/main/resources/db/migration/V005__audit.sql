-- Append-only. No foreign keys: what happened outlives whom and what it happened to.
create table audit_event (
    id uuid default gen_random_uuid() primary key,
    organization_id uuid,
    actor_id uuid,
    action varchar(40) not null,
    subject varchar(320) not null,
    detail varchar(500),
    at timestamp with time zone not null
);

create index audit_event_organization on audit_event (organization_id, at, id);
