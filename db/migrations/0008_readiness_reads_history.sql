-- The web process says that it is ready only when the schema is the one that its code knows.
grant select on schema_migrations to rapport_app;
