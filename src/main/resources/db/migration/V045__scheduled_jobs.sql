-- Work that one node of the cluster does from time to time: which one did it last, and when it is due again. Whoever takes a job
-- moves its due time on, so that it is taken once.
create table scheduled_job (
    name varchar(60) primary key,
    node varchar(255) not null,
    started_at timestamp with time zone not null,
    finished_at timestamp with time zone,
    due_at timestamp with time zone not null
);
