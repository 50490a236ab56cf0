-- What the provider said at the last sign-in: whether they run this Gatehouse. And whether an administrator keeps them out.
alter table app_user add column administrator boolean default false not null;
alter table app_user add column disabled_at timestamp with time zone;
