import { systemRandom } from "@slotkit/core";
import { expect, it } from "vitest";
import { createUid, toBase32Hex } from "./uid.ts";

it("writes the base32hex vectors of RFC 4648, in lower case and without padding", () => {
  const vectors = { f: "co", fo: "cpng", foo: "cpnmu", foob: "cpnmuog", fooba: "cpnmuoj1", foobar: "cpnmuoj1e8" };
  for (const [text, expected] of Object.entries(vectors)) {
    expect(toBase32Hex(new TextEncoder().encode(text))).toBe(expected);
  }
});

it("puts 128 random bits behind the prefix", () => {
  const uids = new Set(Array.from({ length: 1_000 }, () => createUid("bk", systemRandom)));
  expect(uids.size).toBe(1_000);
  for (const uid of uids) expect(uid).toMatch(/^bk_[0-9a-v]{26}$/);
});
