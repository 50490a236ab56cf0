-- Sessions of Keycloak, its claim `sid`, whose sessions of ours were ended, until Keycloak has ended them as well.
create table keycloak_logout (
    session_id varchar(255) primary key,
    created_at timestamp with time zone not null,
    due_at timestamp with time zone not null,
    attempts integer not null
);

create index keycloak_logout_due on keycloak_logout (due_at);
