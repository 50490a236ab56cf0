create table organization (
    id uuid primary key,
    name varchar(100) not null,
    slug varchar(63) not null,
    created_at timestamp with time zone not null,
    constraint organization_slug unique (slug)
);

-- Name and address are the user's, copied at sign-in, so that a list sorts and searches in one index.
create table membership (
    id uuid primary key,
    organization_id uuid not null references organization (id) on delete cascade,
    user_id uuid not null references app_user (id) on delete cascade,
    role varchar(10) not null,
    name varchar(255) not null,
    name_key varchar(255) ${binary} not null,
    email varchar(320),
    email_key varchar(320) ${binary} not null,
    created_at timestamp with time zone not null,
    constraint membership_once unique (organization_id, user_id)
);

create index membership_user on membership (user_id, created_at);
create index membership_by_name on membership (organization_id, name_key, id);
create index membership_by_email on membership (organization_id, email_key, id);
create index membership_by_role on membership (organization_id, role, name_key, id);
