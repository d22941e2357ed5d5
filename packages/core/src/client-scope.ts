/** The client meant when none is named: hosts with a single organisation never mention it. */
export const defaultClientId = "default";

/** Which client a call concerns; `default` when left out. */
export interface ClientScope {
  clientId?: string | undefined;
}
