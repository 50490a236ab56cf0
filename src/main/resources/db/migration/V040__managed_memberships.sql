-- Made by the provider's roles, whom it follows at each sign-in.
alter table membership add column managed boolean default false not null;
