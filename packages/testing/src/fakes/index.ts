export { type ComposeForTestOptions, composeForTest, type TestComposition } from "./compose-for-test.ts";
export { type Connection, connectTo } from "./connect-to.ts";
export { createMemoryCalendar, type MemoryCalendar, type MemoryEvent } from "./memory-calendar.ts";
export { createMemoryCrm, type MemoryContact, type MemoryCrm } from "./memory-crm.ts";
export { createMemoryNotifier, type MemoryNotifier } from "./memory-notifier.ts";
export { createMemoryWebhooks, type MemoryWebhooks, type PostedWebhook } from "./memory-webhooks.ts";
export { startMemoryCrm } from "./start-memory-crm.ts";
