-- What MigrationLocksTests migrates.
alter table busy.rows add column more integer null;
