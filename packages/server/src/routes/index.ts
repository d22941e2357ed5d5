import type { Route } from "../route.ts";
import { bookingRoutes } from "./bookings.ts";
import { catalogRoutes } from "./catalog.ts";
import { eventTypeRoutes } from "./event-types.ts";
import { explainRoutes } from "./explain.ts";
import { healthRoutes } from "./health.ts";
import { lifecycleRoutes } from "./lifecycle.ts";
import { listBookingRoutes } from "./list-bookings.ts";
import { reservationRoutes } from "./reservations.ts";
import { slotRoutes } from "./slots.ts";
import { syncRoutes } from "./sync.ts";
import { webhookRoutes } from "./webhooks.ts";

/** The whole HTTP surface, except the description of itself. */
export const routes: readonly Route[] = [
  ...eventTypeRoutes,
  ...catalogRoutes,
  ...slotRoutes,
  ...reservationRoutes,
  ...bookingRoutes,
  ...lifecycleRoutes,
  ...listBookingRoutes,
  ...explainRoutes,
  ...syncRoutes,
  ...webhookRoutes,
  ...healthRoutes,
];
