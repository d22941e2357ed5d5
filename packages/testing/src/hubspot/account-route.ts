import type { Route } from "./route.ts";

/**
 * The fields of an account; there is no generated model of it.
 * https://developers.hubspot.com/docs/api-reference/latest/account/account-information/get-account-details
 */
interface AccountDetails {
  portalId: number;
  accountType: "STANDARD" | "DEVELOPER_TEST" | "SANDBOX" | "APP_DEVELOPER";
  timeZone: string;
  companyCurrency: string;
  additionalCurrencies: string[];
  utcOffset: string;
  utcOffsetMilliseconds: number;
  uiDomain: string;
  dataHostingLocation: string;
}

const account: AccountDetails = {
  portalId: 1_000_001,
  accountType: "DEVELOPER_TEST",
  timeZone: "UTC",
  companyCurrency: "EUR",
  additionalCurrencies: [],
  utcOffset: "+00:00",
  utcOffsetMilliseconds: 0,
  uiDomain: "app-eu1.hubspot.com",
  dataHostingLocation: "eu1",
};

export const accountRoute: Route = {
  method: "GET",
  path: "/account-info/details",
  handle: () => ({ status: 200, body: account }),
};
