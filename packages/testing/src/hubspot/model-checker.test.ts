import { describe, expect, it } from "vitest";
import { createModelChecker } from "./model-checker.ts";
import { checkModel } from "./models.ts";

/** A class as the generator would write it. */
function modelOf(attributeTypeMap: { name: string; baseName: string; type: string; format: string }[]) {
  return Object.assign(() => {}, { attributeTypeMap });
}

describe("createModelChecker", () => {
  const Inner = modelOf([{ name: "_new", baseName: "new", type: "boolean", format: "" }]);
  const Outer = modelOf([
    { name: "id", baseName: "id", type: "string", format: "" },
    { name: "at", baseName: "at", type: "Date", format: "date-time" },
    { name: "total", baseName: "total", type: "number", format: "int32" },
    { name: "list", baseName: "list", type: "Array<Inner>", format: "" },
    { name: "bag", baseName: "bag", type: "{ [key: string]: string | null; }", format: "" },
    { name: "status", baseName: "status", type: "StatusEnum", format: "" },
    { name: "free", baseName: "free", type: "any", format: "" },
  ]);
  const check = createModelChecker({ Inner, Outer, StatusEnum: { Complete: "COMPLETE" } });

  it("accepts what the model describes", () => {
    const value = {
      id: "1",
      at: "2026-11-20T08:00:00.000Z",
      total: 2,
      list: [{ new: true }],
      bag: { a: "x", b: null },
      status: "COMPLETE",
      free: [1],
    };
    expect(check(value, "Outer")).toEqual([]);
  });

  it.each([
    [{ extra: 1 }, "$.extra: unknown field"],
    [{ id: 1 }, "$.id: expected string, got 1"],
    [{ id: null }, "$.id: expected string, got null"],
    [{ at: "yesterday" }, '$.at: expected a timestamp, got "yesterday"'],
    [{ total: 1.5 }, "$.total: expected an integer, got 1.5"],
    [{ list: {} }, "$.list: expected an array, got {}"],
    [{ list: [{ new: true }, { new: "yes" }] }, '$.list[1].new: expected boolean, got "yes"'],
    [{ bag: { a: 1 } }, "$.bag.a: expected string, got 1"],
    [{ bag: [] }, "$.bag: expected an object, got []"],
    [{ status: "DONE" }, '$.status: "DONE" is not one of StatusEnum'],
    ["text", '$: expected an object, got "text"'],
  ])("refuses %j", (value, fault) => {
    expect(check(value, "Outer")).toEqual([fault]);
  });

  it("misses the fields that must be there, at any depth", () => {
    const strict = createModelChecker({ Inner, Outer }, { Outer: ["id"], Inner: ["new"] });
    expect(strict({ list: [{}] }, "Outer")).toEqual(["$.list[0].new: missing", "$.id: missing"]);
  });

  it("refuses to check against a model that does not exist", () => {
    expect(() => check({}, "Missing")).toThrow("no generated model is called Missing");
  });
});

describe("checkModel", () => {
  it("knows the generated models of every family", () => {
    const contact = { id: "1", properties: { email: null }, createdAt: "2026-11-20T08:00:00Z", updatedAt: "soon" };
    expect(checkModel(contact, "objects.SimplePublicObject")).toEqual([
      '$.updatedAt: expected a timestamp, got "soon"',
    ]);
    expect(checkModel({ name: "a", label: "A", type: "money" }, "properties.PropertyCreate")).toEqual([
      '$.type: "money" is not one of PropertyCreateTypeEnum',
      "$.fieldType: missing",
      "$.groupName: missing",
    ]);
    expect(checkModel({ toObjectId: 1 }, "associations.MultiAssociatedObjectWithLabel")).toEqual([
      "$.toObjectId: expected string, got 1",
    ]);
  });
});
