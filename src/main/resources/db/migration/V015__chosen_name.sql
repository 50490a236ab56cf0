-- What somebody wants to be called here, before what the provider calls them.
alter table app_user add column chosen_name varchar(255);
