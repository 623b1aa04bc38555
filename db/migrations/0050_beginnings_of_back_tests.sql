-- A back-test that ends its worker each time would be begun anew for ever: how often it was begun is kept, and ends it.
alter table back_tests add column beginnings smallint not null default 0 check (beginnings >= 0);
