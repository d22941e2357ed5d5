import type { StorageBackend } from "./storage-backend.ts";
/** One SQLite file under all processes, as on one machine. */
export declare function sqliteBackend(): StorageBackend;
