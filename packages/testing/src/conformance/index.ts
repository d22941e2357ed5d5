export { makeRecordRequest, makeSnapshot } from "./booking-snapshots.ts";
export { crmConformance } from "./crm-conformance.ts";
export type { CrmAbilities, CrmContactFacts, CrmMeetingFacts, CrmUnderTest, NewCrmContact } from "./crm-under-test.ts";
export { spreadOver } from "./spread-over.ts";
export type { StorageUnderTest } from "./storage-case.ts";
export { type ConformanceCase, storageConformance } from "./storage-conformance.ts";
export { makeBooking, makeClaim, makeEffect, makeReservation, makeSession } from "./storage-fixtures.ts";
