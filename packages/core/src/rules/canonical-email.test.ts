import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emailSchema } from "../validation/primitives.ts";
import { canonicalEmail } from "./canonical-email.ts";

describe("canonicalEmail", () => {
  it.each([
    ["the same", "grace@example.org", "grace@example.org"],
    ["capital letters", "Grace@Example.ORG", "grace@example.org"],
    ["a dot at the end of the domain", "grace@example.org.", "grace@example.org"],
    ["spaces around it", "  grace@example.org\n", "grace@example.org"],
    ["a full-width at sign", "grace＠example.org", "grace@example.org"],
    ["full-width letters", "ｇｒａｃｅ@ｅｘａｍｐｌｅ.org", "grace@example.org"],
    ["full stops of other scripts", "grace@example。org", "grace@example.org"],
    ["an umlaut domain", "grace@Bücher.example", "grace@xn--bcher-kva.example"],
    ["an umlaut of two code points", "grace@bu\u0308cher.example", "grace@xn--bcher-kva.example"],
    ["an umlaut domain in punycode", "grace@XN--BCHER-KVA.example", "grace@xn--bcher-kva.example"],
    ["an umlaut domain with a closing dot", "grace@bücher.example。", "grace@xn--bcher-kva.example"],
    ["a plus tag, which is kept", "grace+shop@example.org", "grace+shop@example.org"],
    ["dots, which are kept", "gr.ace@example.org", "gr.ace@example.org"],
    ["a domain of numbers, which is no host of a URL", "grace@1.2", "grace@1.2"],
    ["no at sign", "Grace", "grace"],
    ["nothing before the at sign", "@Example.org", "@example.org"],
    ["what would end a host name", "grace@exämple.org/path", "grace@exämple.org/path"],
  ])("knows a person with %s", (_what, spelling, canonical) => {
    expect(canonicalEmail(spelling)).toBe(canonical);
  });

  it.each([
    ["grace+shop@example.org", "grace@example.org"],
    ["grace+a+b@example.org", "grace@example.org"],
    ["+shop@example.org", "+shop@example.org"],
    ["grace@exam+ple.org", "grace@exam+ple.org"],
  ])("takes %s for %s where plus tags are ignored", (spelling, canonical) => {
    expect(canonicalEmail(spelling, { ignorePlusTags: true })).toBe(canonical);
  });

  it("takes dots for nothing where they are ignored, but never the whole name", () => {
    expect(canonicalEmail("G.r.a.c.e@example.org", { ignoreDots: true })).toBe("grace@example.org");
    expect(canonicalEmail("...@example.org", { ignoreDots: true })).toBe("...@example.org");
  });

  it("keeps look-alikes of other scripts apart: they are other domains", () => {
    const cyrillic = canonicalEmail("grace@ex\u0430mple.org");
    expect(cyrillic).toMatch(/^grace@xn--/);
    expect(cyrillic).not.toBe(canonicalEmail("grace@example.org"));
  });

  it("leaves what it has made as it is, and makes one of every spelling that differs in case or width", () => {
    const options = fc.record({ ignorePlusTags: fc.boolean(), ignoreDots: fc.boolean() });
    const address = fc.oneof(fc.emailAddress(), fc.string({ unit: "binary", maxLength: 40 }));
    fc.assert(
      fc.property(address, options, (email, how) => {
        const canonical = canonicalEmail(email, how);
        expect(canonicalEmail(canonical, how)).toBe(canonical);
      }),
    );
    fc.assert(
      fc.property(fc.emailAddress(), options, (email, how) => {
        const fullWidth = email.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
        expect(canonicalEmail(email.toUpperCase(), how)).toBe(canonicalEmail(email, how));
        expect(canonicalEmail(fullWidth, how)).toBe(canonicalEmail(email, how));
      }),
    );
  });

  it("gives an address that can be sent to another one", () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.boolean(), (email, ignored) => {
        if (!emailSchema.safeParse(email).success) return;
        const canonical = canonicalEmail(email, { ignorePlusTags: ignored, ignoreDots: false });
        expect(emailSchema.safeParse(canonical).success).toBe(true);
      }),
    );
  });
});
