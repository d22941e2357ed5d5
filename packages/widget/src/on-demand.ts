/** Elements that few visitors need. A bundler makes a file of each; nobody fetches one before it is needed. */
export const onDemand = {
  timeZone: () => import("./define/booking-time-zone.ts"),
  popup: () => import("./define/booking-popup.ts"),
};
