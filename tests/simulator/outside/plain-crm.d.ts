import type { CrmProvider } from "@slotkit/core";
import type { OutsideLine } from "../server/outside-line.ts";
import type { ContactService } from "./contact-service.ts";
/** A CRM provider over the plain service: by id, by address, created, and on a conflict by address once more. */
export declare function plainCrm(service: ContactService, line: OutsideLine): CrmProvider;
