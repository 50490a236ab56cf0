-- How many open invitations could not be delivered, without looking at all of them.
create index invitation_by_delivery on invitation (delivery, open_email);
