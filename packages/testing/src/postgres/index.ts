export { createDatabase, type TestDatabase, type TestDatabaseOptions } from "./create-database.ts";
