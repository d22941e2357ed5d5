import { openSchemaEngine } from "./schema-engine.ts";

const header = `\
// The tables of SlotKit, for hosts whose database is migrated by Prisma. Made by \`npm run generate:prisma\`.
//
// Put this file into your schema folder and "slotkit" into the \`schemas\` of your datasource. Read through these models
// what you like; write through SlotKit alone. What Prisma cannot say (the exclusion constraint on claims, checks, an
// unlogged table, an index over some rows, text that sorts by bytes) is in the migrations beside this file.

`;

/**
 * Indexes over some of the rows. Prisma refuses to read them without the preview feature `partialIndexes`, and does not look
 * for them in the database either.
 */
const partialIndexes = /^ {2}@@index\(.*where: .*\n/gm;

/** Of a datasource as hosts have it: their own schema first. */
export const datasource = `datasource db {
  provider = "postgresql"
  schemas  = ["public", "slotkit"]
}
`;

/**
 * The tables of a migrated database as Prisma models, read by Prisma's own introspection.
 *
 * @param tables - Their names; `rate_limits` becomes the model `SlotkitRateLimits`.
 */
export async function renderSchema(connectionString: string, tables: readonly string[]): Promise<string> {
  // Introspection keeps the names of models that it already knows.
  const named = tables.map(
    (table) => `model ${modelOf(table)} {\n  client_id String @id\n  @@map("${table}")\n  @@schema("slotkit")\n}\n`,
  );
  const before = { path: "slotkit.prisma", content: [datasource, ...named].join("\n") };
  const { engine, close } = await openSchemaEngine(connectionString, [before]);
  const { schema } = await engine.introspect({
    schema: { files: [before] },
    baseDirectoryPath: ".",
    force: false,
    compositeTypeDepth: -1,
    namespaces: ["slotkit"],
  });
  close();
  const [{ content } = before] = schema.files;
  return header + content.slice(content.indexOf("model ")).replace(partialIndexes, "");
}

function modelOf(table: string): string {
  const words = table.replace(/^slotkit_/, "").split("_");
  return `Slotkit${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
}
