-- Users and organizations of the whole instance, listed and searched by address and by slug.
alter table app_user add column email_key varchar(320) ${binary} default '' not null;
update app_user set email_key = lower(email) where email is not null;
create index app_user_by_email on app_user (email_key, id);
alter table organization alter column slug set data type varchar(63) ${binary};
