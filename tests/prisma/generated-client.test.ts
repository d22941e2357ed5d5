import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { generateClient } from "../../packages/storage-prisma/src/generate-client.fixture.ts";
import { root } from "../../scripts/workspace.mjs";
import { loadProgram } from "../house/load-program.ts";

it("a generated client, extended or not, is what prismaStorage takes", async () => {
  await generateClient("types");
  const code = `
    import { PrismaPg } from "@prisma/adapter-pg";
    import { prismaStorage } from "@slotkit/storage-prisma";
    import { PrismaClient } from "../../packages/storage-prisma/generated/types/client/client.ts";

    const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: "" }) });
    prismaStorage(prisma);
    prismaStorage(prisma.$extends({ name: "ours", query: { $allOperations: ({ args, query }) => query(args) } }));
    // @ts-expect-error A client is not an adapter.
    prismaStorage(new PrismaPg(""));
  `;
  const file = join(root, "tests/prisma/block.ts");
  const program = loadProgram([], new Map([[file, code]]));
  const source = program.getSourceFile(file);
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});
