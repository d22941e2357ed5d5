export type { PrismaRawClient, PrismaRawSession, PrismaTransactionOptions } from "./prisma-raw-client.ts";
export { type PrismaStorageOptions, prismaStorage } from "./prisma-storage.ts";
