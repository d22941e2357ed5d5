import { createSigner, type Signer } from "./signer.ts";

/** Derives and checks the secrets that let an attendee manage a booking. Nothing of them is ever stored. */
export interface ManageSecrets {
  /** The secret of one generation of a booking: 256 bits as base64url. */
  derive(clientId: string, uid: string, generation: number): Promise<string>;
  /** Takes the same time for every wrong secret of any length. */
  verify(candidate: string, clientId: string, uid: string, generation: number): Promise<boolean>;
}

/** @param secret - At least 32 random bytes; changing it ends every manage link that was sent. */
export function createManageSecrets(secret: Uint8Array | Signer): ManageSecrets {
  const signer = secret instanceof Uint8Array ? createSigner(secret) : secret;
  return {
    derive: (clientId, uid, generation) => signer.sign(["manage", clientId, uid, generation]),
    verify: (candidate, clientId, uid, generation) => signer.verify(candidate, ["manage", clientId, uid, generation]),
  };
}
