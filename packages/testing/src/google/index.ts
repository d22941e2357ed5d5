export {
  createFaultScript,
  type Fault,
  type FaultRule,
  type FaultScript,
  type FaultTarget,
  type HttpAnswer,
} from "../faults/fault-script.ts";
export type { AccessRole, GoogleCalendar } from "./calendar-state.ts";
export type { GoogleAttendee, GoogleEvent, GoogleEventDraft, GoogleEventTime } from "./event-resource.ts";
export type { FreeBusyReason } from "./free-busy.ts";
export { type GoogleErrorOptions, googleErrorBody } from "./google-error.ts";
export { createGoogleFetch } from "./google-fetch.ts";
export type { ServiceAccountCredentials } from "./service-account.ts";
export {
  type GoogleStandIn,
  type GoogleStandInOptions,
  type LoggedRequest,
  startGoogleStandIn,
} from "./start-google-stand-in.ts";
