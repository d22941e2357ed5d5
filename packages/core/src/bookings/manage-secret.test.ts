import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createManageSecrets } from "./manage-secret.ts";

const key = new TextEncoder().encode("0123456789abcdef0123456789abcdef");
const secrets = createManageSecrets(key);

describe("manage secrets", () => {
  it("are HMAC-SHA-256 of client, uid and generation as base64url", async () => {
    const expected = createHmac("sha256", key).update('["manage","default","bk_1",3]').digest("base64url");
    expect(await secrets.derive("default", "bk_1", 3)).toBe(expected);
  });

  it("open one generation of one booking of one client", async () => {
    const secret = await secrets.derive("default", "bk_1", 1);
    const others = [
      ["default", "bk_1", 2],
      ["default", "bk_2", 1],
      ["other", "bk_1", 1],
    ] as const;
    expect(await secrets.verify(secret, "default", "bk_1", 1)).toBe(true);
    for (const [clientId, uid, generation] of others) {
      expect(await secrets.verify(secret, clientId, uid, generation)).toBe(false);
    }
  });

  it("refuse anything else of any length", async () => {
    const secret = await secrets.derive("default", "bk_1", 1);
    const wrong = [
      "",
      secret.slice(0, -1),
      `${secret}A`,
      secret.toUpperCase(),
      secret.toLowerCase(),
      "A".repeat(10_000),
    ];
    for (const candidate of wrong) expect(await secrets.verify(candidate, "default", "bk_1", 1)).toBe(false);
  });
});
