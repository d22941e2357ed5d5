// One of several processes that deliver from one storage, until it is told to stop or killed.
import type { Place } from "../contested/open-storage.ts";
import { compose } from "./compose.ts";

/** What a courier is told. */
export interface CourierOrder {
  place: Place;
  url: string;
  courier: string;
}

const slotkit = compose(JSON.parse(process.argv[2] ?? "{}") as CourierOrder);
await slotkit.start();
process.send?.("delivering");
process.once("message", async () => {
  await slotkit.stop();
  process.disconnect();
});
