// One of several processes that play a crowd: it opens the storage, waits for its clients, and lets them loose at once.
import { crowd } from "./crowd.ts";
import { openStorage, type Place } from "./open-storage.ts";

const storage = openStorage(JSON.parse(process.argv[2] ?? "{}") as Place, 20);
await storage.check();

process.on("message", async (clients: number[]) => {
  const report = await crowd(storage, clients);
  await storage.close();
  process.send?.(report, () => process.disconnect());
});
process.send?.("ready");
