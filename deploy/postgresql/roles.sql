-- psql -f roles.sql on the primary, once. Give passwords with \password afterwards.
CREATE ROLE podworko LOGIN;
CREATE DATABASE podworko OWNER podworko ENCODING 'UTF8' TEMPLATE template0;
CREATE ROLE podworko_copy LOGIN REPLICATION;

\connect podworko
-- What the site reads from the replica with. A restore makes the tables anew; the default rights
-- below hold for those too.
CREATE ROLE podworko_read LOGIN;
GRANT CONNECT ON DATABASE podworko TO podworko_read;
GRANT USAGE ON SCHEMA public TO podworko_read;
ALTER SCHEMA public OWNER TO podworko;
ALTER DEFAULT PRIVILEGES FOR ROLE podworko IN SCHEMA public GRANT SELECT ON TABLES TO podworko_read;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO podworko_read;

-- A place of its own in the log: the primary keeps for the replica what it has not fetched yet.
SELECT pg_create_physical_replication_slot('podworko_replica');
