-- Ten million memberships, twice: the table as Gatehouse has it, and as docs/scale.md would divide it. What is measured goes into
-- figure. Organizations: one of a million, a hundred of ten thousand, the others of ten; each of a million users is in ten.
-- Statements are separated by a line with nothing but a semicolon.

set maintenance_work_mem = '512MB';
set max_parallel_maintenance_workers = 2;
set synchronous_commit = off;
set statement_timeout = '600s';
create table figure (place serial, line text primary key, plain text, divided text);
create function nth(prefix text, n bigint) returns uuid language sql immutable as
  $$ select md5(prefix || n)::uuid $$;
create function organization_of(i bigint) returns uuid language sql immutable as
  $$ select nth('o', case when i < 1000000 then 0 when i < 2000000 then 1 + i / 10000 else 1000 + i / 10 end) $$;
;
-- unlogged while they are filled: it is the tables that are looked at, not the log
create unlogged table plain (like membership including defaults);
create table divided (like membership including defaults) partition by hash (organization_id);
create table of_user (user_id uuid not null, organization_id uuid not null, membership_id uuid not null,
  role varchar(10) not null, created_at timestamp with time zone not null) partition by hash (user_id);
do $$ begin
  for i in 0..15 loop
    execute format('create unlogged table divided_%s partition of divided for values with (modulus 16, remainder %s)', i, i);
    execute format('create unlogged table of_user_%s partition of of_user for values with (modulus 16, remainder %s)', i, i);
  end loop;
end $$;
;
insert into plain (id, organization_id, user_id, role, name, name_key, email, email_key, created_at)
select nth('m', i), organization_of(i), nth('u', i % 1000000), case when i % 10 = 0 then 'owner' else 'viewer' end,
  word, word, word || '@example.com', word || '@example.com', timestamp with time zone '2026-01-01 00:00:00+00' + i * interval '1 second'
from (select i, substr(md5('n' || i % 1000000), 1, 6) || ' ' || i % 1000000 as word from generate_series(0, 9999999) i) rows;
;
insert into divided select * from plain;
insert into of_user select user_id, organization_id, id, role, created_at from plain;
;
-- the indexes of the real table, whatever they are: on the divided one each unique one has to begin with the organization
do $$
declare
  index record;
  definition text;
begin
  for index in
    select replace(pg_get_indexdef(i.indexrelid), ' ON public.membership ', ' ON {table} ') as text, c.relname as name, i.indisprimary
    from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = 'membership'::regclass
  loop
    definition := replace(replace(index.text, index.name, 'plain_' || index.name), '{table}', 'plain');
    execute definition;
    definition := replace(replace(index.text, index.name, 'divided_' || index.name), '{table}', 'divided');
    execute case when index.indisprimary then replace(definition, '(id)', '(organization_id, id)') else definition end;
  end loop;
end $$;
create unique index of_user_once on of_user (user_id, created_at, organization_id);
;
analyze plain;
analyze divided;
analyze of_user;
insert into figure (line, plain, divided)
select 'rows, MB', (pg_table_size('plain') / 1000000)::text, (select (sum(pg_table_size(inhrelid)) / 1000000)::bigint::text from pg_inherits where inhparent = 'divided'::regclass)
union all
select 'indexes, MB', (pg_indexes_size('plain') / 1000000)::text, (select (sum(pg_indexes_size(inhrelid)) / 1000000)::bigint::text from pg_inherits where inhparent = 'divided'::regclass)
union all
select 'by user besides, MB', '-', (select (sum(pg_total_relation_size(inhrelid)) / 1000000)::bigint::text from pg_inherits where inhparent = 'of_user'::regclass)
union all
select 'bytes a membership, all in all', (pg_total_relation_size('plain') / 10000000)::text,
  (select (sum(pg_total_relation_size(inhrelid)) / 10000000)::bigint::text from pg_inherits where inhparent in ('divided'::regclass, 'of_user'::regclass));
;
-- a query {times} times with other values, the first hundred not counted: as a prepared statement of Gatehouse's would be
create procedure measure(line text, query text, other text default null, times int default 2000) language plpgsql as $$
declare
  milliseconds numeric[];
  begun timestamp;
  tables text[] := array['plain', 'divided'];
begin
  for t in 1..2 loop
    execute format('prepare asked (bigint) as ' || case when t = 2 then coalesce(other, query) else query end, tables[t]);
    for n in 1..times + 100 loop
      if n = 101 then begun := clock_timestamp(); end if;
      -- spread over all rows
      execute format('execute asked (%s)', (n * 7919753::bigint) % 10000000);
    end loop;
    milliseconds[t] := extract(epoch from clock_timestamp() - begun) * 1000 / times;
    deallocate asked;
  end loop;
  insert into figure (line, plain, divided) values (line || ', ms', round(milliseconds[1], 3), round(milliseconds[2], 3));
end $$;
;
-- the other tables that grow with people: what a row takes there with all its indexes
insert into app_user (id, issuer, subject, email, email_key, email_verified, name, created_at, last_sign_in_at)
select nth('u', i), 'https://id.example.com/realms/gatehouse', nth('s', i), 'somebody.' || i || '@example.com', 'somebody.' || i || '@example.com', true,
  'Somebody ' || i, now(), now() from generate_series(1, 200000) i;
-- the provider's token is what its row is made of: as long as Keycloak's, and as little to be compressed
insert into user_session (id, user_id, id_token, created_at, last_seen_at, expires_at, address, user_agent, provider_session_id)
select gen_random_uuid(), nth('u', i), (select string_agg(md5(i || ' ' || n), '') from generate_series(1, 38) n), now(), now(), now() + i * interval '1 second',
  '203.0.113.7', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', gen_random_uuid() from generate_series(1, 200000) i;
insert into organization (id, name, slug, created_at) select nth('o', i), 'Organization ' || i, 'organization-' || i, now() from generate_series(1, 200000) i;
insert into invitation (id, organization_id, email, email_key, open_email, role, status, token_hash, invited_by, created_at, expires_at, delivery, delivery_attempts)
select gen_random_uuid(), nth('o', i), 'guest.' || i || '@example.com', 'guest.' || i || '@example.com', 'guest.' || i || '@example.com', 'viewer', 'OPEN',
  md5(i::text) || md5((-i)::text), nth('u', i), now(), now(), 'DELIVERED', 1 from generate_series(1, 200000) i;
insert into audit_event (organization_id, actor_id, actor, action, subject, detail, at)
select nth('o', i), nth('u', i), 'somebody.' || i || '@example.com', 'invitation_created', 'guest.' || i || '@example.com', 'viewer', now() + i * interval '1 second'
from generate_series(1, 200000) i;
insert into figure (line, plain)
select 'bytes a row of ' || name, (pg_total_relation_size(name::regclass) / 200000)::text
from unnest(array['app_user', 'user_session', 'organization', 'invitation', 'audit_event']) name;
;
set plan_cache_mode = force_generic_plan;
call measure('is this user a member of this organization', 'select role from %I where organization_id = organization_of($1) and user_id = nth(''u'', $1 %% 1000000)');
call measure('first page of 50 of some organization', 'select * from %I where organization_id = organization_of($1) order by name_key, id limit 51', times => 500);
call measure('first page of the one of a million', 'select * from %I where organization_id = nth(''o'', 0 * $1) order by name_key, id limit 51', times => 500);
call measure('a page deep in it', 'select * from %I where organization_id = nth(''o'', 0) and (name_key, id) > (substr(md5($1::text), 1, 6), nth(''m'', 0)) order by name_key, id limit 51', times => 500);
call measure('names that begin with four letters in it', 'select * from %I where organization_id = nth(''o'', 0) and name_key >= substr(md5($1::text), 1, 4) and name_key < substr(md5($1::text), 1, 4) || chr(1114111) order by name_key, id limit 51', times => 500);
call measure('organizations of a user, asked of all partitions', 'select organization_id, role from %I where user_id = nth(''u'', $1 %% 1000000) order by created_at', times => 500);
drop index divided_membership_user;
call measure('organizations of a user, by user', 'select organization_id, role from %I where user_id = nth(''u'', $1 %% 1000000) order by created_at',
  'select organization_id, role from of_user where user_id = nth(''u'', $1 %% 1000000) order by created_at /* %I */', times => 500);
call measure('a new membership', 'insert into %1$I (id, organization_id, user_id, role, name, name_key, email, email_key, created_at) select gen_random_uuid(), organization_of($1), gen_random_uuid(), ''viewer'', ''New'', ''new'', null, '''', now()',
  'with joined as (insert into %1$I (id, organization_id, user_id, role, name, name_key, email, email_key, created_at) select gen_random_uuid(), organization_of($1), gen_random_uuid(), ''viewer'', ''New'', ''new'', null, '''', now() returning *) insert into of_user select user_id, organization_id, id, role, created_at from joined');
call measure('a user''s name changes in ten', 'update %I set name = name || ''.'' where user_id = nth(''u'', $1 %% 1000000)',
  'update %I d set name = name || ''.'' from of_user o where o.user_id = nth(''u'', $1 %% 1000000) and d.organization_id = o.organization_id and d.id = o.membership_id', times => 300);
