-- What was answered to a POST with an Idempotency-Key. The id is a hash of caller and key; the body is encrypted, as it
-- may hold a secret that is told once.
create table idempotent_request (
    id varchar(64) primary key,
    fingerprint varchar(64) not null,
    begun_at timestamp with time zone not null,
    status integer,
    location varchar(1000),
    content_type varchar(100),
    body varchar(100000)
);

create index idempotent_request_begun on idempotent_request (begun_at);
