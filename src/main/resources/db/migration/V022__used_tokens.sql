alter table used_logout_token rename to used_token;
