import { makeBooking, spreadOver, storageConformance } from "@slotkit/testing/conformance";
import { createDatabase, type TestDatabase } from "@slotkit/testing/postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type ClientOf, type GeneratedClient, generateClient } from "./generate-client.fixture.ts";
import { prismaStorage } from "./prisma-storage.ts";

let database: TestDatabase;
let clientOf: ClientOf;
let prisma: GeneratedClient;
beforeAll(async () => {
  clientOf = await generateClient("prisma-storage");
  database = await createDatabase(inject("postgresUrl"), { startMs: Date.parse("2026-11-20T08:00:00Z") });
  prisma = clientOf({ connectionString: database.connectionString, max: 20 });
}, 60_000);
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
}, 60_000);
let schemas = 0;
const newSchema = () => `prisma_${++schemas}`;
const ada = [{ kind: "host", id: "ada" }] as const;

describe("prismaStorage", () => {
  const create = async () => ({ storage: prismaStorage(prisma, { schema: newSchema() }), clock: database.clock });
  for (const { name, run } of storageConformance(create)) it(name, { timeout: 60_000 }, run);
});

describe("three clients on one database", () => {
  const create = async () => {
    const options = { schema: newSchema(), busyDeadlineMs: 30_000 };
    const clients = [1, 2, 3].map(() => clientOf({ connectionString: database.connectionString }));
    const [one, ...others] = clients.map((client) => prismaStorage(client, options));
    const storage = spreadOver([one!, ...others]);
    const close = () => Promise.all(clients.map((client) => client.$disconnect())).then(() => {});
    return { storage: { ...storage, close }, clock: database.clock };
  };
  const several = /^race: /;
  for (const { name, run } of storageConformance(create).filter((each) => several.test(each.name))) {
    it(name, { timeout: 60_000 }, run);
  }
});

describe("the generated models", () => {
  it("read what SlotKit wrote", async () => {
    const storage = prismaStorage(prisma);
    await storage.migrate();
    const booking = makeBooking();
    await storage.forClient("acme").transaction(ada, (tx) => tx.bookings.insert(booking));
    const rows = await prisma.slotkitBookings.findMany({ where: { client_id: "acme", status: booking.status } });
    expect(rows).toMatchObject([{ uid: booking.uid, start: BigInt(booking.start), notes: booking.notes }]);
    await storage.close();
    expect(await prisma.$queryRawUnsafe("select 1 as one")).toEqual([{ one: 1 }]);
  });
});
