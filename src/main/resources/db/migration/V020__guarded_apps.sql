-- Applications behind Gatehouse. An empty host is our own; a policy whose organization is gone admits nobody.
create table guarded_app (
    id uuid primary key,
    name varchar(100) not null,
    host varchar(260) not null,
    path varchar(200) not null,
    access varchar(20) not null,
    organization_id uuid references organization (id) on delete set null,
    role varchar(20),
    handed_to uuid references organization (id) on delete set null,
    declared boolean not null,
    created_at timestamp with time zone not null,
    constraint guarded_app_address unique (host, path)
);

create index guarded_app_organization on guarded_app (organization_id);
create index guarded_app_handed_to on guarded_app (handed_to);

create table guarded_app_rule (
    id uuid primary key,
    app_id uuid not null references guarded_app (id) on delete cascade,
    path varchar(200) not null,
    access varchar(20) not null,
    organization_id uuid references organization (id) on delete set null,
    role varchar(20),
    constraint guarded_app_rule_path unique (app_id, path)
);

create index guarded_app_rule_organization on guarded_app_rule (organization_id);

-- Key pairs that sign assertions about who comes to an application. The private half is encrypted.
create table assertion_key (
    id varchar(64) primary key,
    public_key varchar(2000) not null,
    private_key varchar(8000) not null,
    created_at timestamp with time zone not null
);
