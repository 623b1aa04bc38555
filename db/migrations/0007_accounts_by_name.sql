-- People sorted by company walk along all names, also those of companies that were merged or are in the trash.
drop index accounts_name;
create index accounts_name on accounts (workspace_id, name, id);
