import { createPublicKey, generateKeyPair, type KeyObject, randomBytes } from "node:crypto";
import { promisify } from "node:util";

/** The fields of a service-account key file, as the Google Cloud console writes them. */
export interface ServiceAccountCredentials {
  type: "service_account";
  project_id: string;
  private_key_id: string;
  /** PKCS #8 in PEM. */
  private_key: string;
  client_email: string;
  client_id: string;
  auth_uri: string;
  token_uri: string;
}

export interface ServiceAccount {
  credentials: ServiceAccountCredentials;
  publicKey: KeyObject;
}

let keyPair: Promise<{ publicKey: string; privateKey: string }> | undefined;

/**
 * One key for all stand-ins of a process: making one takes longer than most tests, and there is nothing that it guards.
 * It never outlives the process.
 */
function processKeyPair(): Promise<{ publicKey: string; privateKey: string }> {
  keyPair ??= promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return keyPair;
}

/** A service account that exists nowhere but in the stand-in at `url`. */
export async function createServiceAccount(url: string): Promise<ServiceAccount> {
  const { privateKey, publicKey } = await processKeyPair();
  return {
    publicKey: createPublicKey(publicKey),
    credentials: {
      type: "service_account",
      project_id: "slotkit-stand-in",
      private_key_id: randomBytes(20).toString("hex"),
      private_key: privateKey,
      client_email: "slotkit@slotkit-stand-in.iam.gserviceaccount.com",
      client_id: "100000000000000000000",
      auth_uri: `${url}/o/oauth2/auth`,
      token_uri: `${url}/token`,
    },
  };
}
