-- ${binary} orders text by code point: `collate "C"` on PostgreSQL, H2's own way.

create table app_user (
    id uuid primary key,
    issuer varchar(255) not null,
    subject varchar(255) not null,
    email varchar(320),
    email_verified boolean not null,
    name varchar(255) not null,
    created_at timestamp with time zone not null,
    last_sign_in_at timestamp with time zone not null,
    constraint app_user_identity unique (issuer, subject)
);
