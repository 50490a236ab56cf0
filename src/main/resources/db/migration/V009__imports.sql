-- next_batch_at says when somebody may take the next batch, as next_delivery_at does for an invitation's mail;
-- null once the import is finished. A person began it, or a program with an API key.
create table import (
    id uuid primary key,
    organization_id uuid not null references organization (id) on delete cascade,
    user_id uuid references app_user (id) on delete set null,
    api_key_id uuid,
    total integer not null,
    invited integer not null,
    already_invited integer not null,
    already_member integer not null,
    refused integer not null,
    created_at timestamp with time zone not null,
    next_batch_at timestamp with time zone,
    finished_at timestamp with time zone
);

create index import_due on import (next_batch_at);
create index import_by_age on import (organization_id, created_at, id);

-- An invitation made from a row takes over its id. email_key is null where the row is no invitation at all.
create table import_row (
    id uuid default gen_random_uuid() primary key,
    import_id uuid not null references import (id) on delete cascade,
    line integer not null,
    email varchar(320) not null,
    email_key varchar(254) ${binary},
    role varchar(20) not null,
    result varchar(20) not null,
    detail varchar(500),
    constraint import_row_once unique (import_id, line)
);
