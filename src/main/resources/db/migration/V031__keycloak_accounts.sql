-- Addresses whose invitation was mailed, until it is known whether they have an account at Keycloak, and from then on those
-- whose account was made for the invitation. subject is what Keycloak calls that account; null while there is none of ours.
create table keycloak_account (
    email_key varchar(254) ${binary} primary key,
    email varchar(254) not null,
    organization_id uuid not null,
    subject varchar(255),
    begun_at timestamp with time zone,
    mail_due boolean not null,
    due_at timestamp with time zone not null,
    attempts integer not null
);

create index keycloak_account_due on keycloak_account (due_at);
