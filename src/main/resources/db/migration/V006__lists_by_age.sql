-- Lists in the order of age: ${open} keeps closed invitations out of the index where the database can.
create index membership_by_age on membership (organization_id, created_at, id);
create index invitation_by_age on invitation (organization_id, created_at, id) ${open};

-- Who did it, in words that outlive them; and what one person did or had done to them, for their own export.
alter table audit_event add column actor varchar(320);
create index audit_event_actor on audit_event (actor_id, at);
create index audit_event_subject on audit_event (subject, at);
