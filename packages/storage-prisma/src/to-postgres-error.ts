/** What a driver adapter says of a failure; Prisma keeps it in `meta.driverAdapterError.cause`, or throws it bare at a commit. */
interface AdapterCause {
  kind?: unknown;
  /** PostgreSQL's own code. */
  originalCode?: unknown;
  originalMessage?: unknown;
  constraint?: { index?: unknown };
}

/** Failures of an adapter that PostgreSQL never saw, by its codes for the same (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const codesByKind: Readonly<Record<string, string>> = {
  DatabaseNotReachable: "08001",
  TlsConnectionError: "08001",
  ConnectionClosed: "08006",
  SocketTimeout: "08006",
  TooManyConnections: "53300",
  TransactionWriteConflict: "40001",
};

/** Prisma's own codes, https://www.prisma.io/docs/orm/reference/error-reference. */
const codesByPrisma: Readonly<Record<string, string>> = {
  P1001: "08001",
  P1002: "08001",
  P1008: "57014",
  P1011: "08001",
  P1017: "08006",
  P2024: "53300",
  // No connection in time, or a transaction that outlived its time: nothing was committed.
  P2028: "57014",
  P2034: "40001",
};

/**
 * A failure of Prisma as one of PostgreSQL: with the server's code, and the name of the constraint that refused. Everything
 * else stays as it is, errors of our own that passed through a transaction too.
 */
export function toPostgresError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof PostgresFailure) return error;
  const cause = causeOf(error);
  const code = text(cause?.originalCode) ?? codesByKind[String(cause?.kind)] ?? codesByPrisma[prismaCodeOf(error)];
  if (code === undefined) return error;
  const message = text(cause?.originalMessage) ?? lastLine(error.message);
  return new PostgresFailure(message, { code, constraint: text(cause?.constraint?.index), cause: error });
}

/** As node-postgres' `DatabaseError` is read. */
class PostgresFailure extends Error {
  override readonly name = "PostgresFailure";
  readonly code: string;
  readonly constraint: string | undefined;

  constructor(
    message: string,
    { code, constraint, cause }: { code: string; constraint: string | undefined; cause: Error },
  ) {
    super(message, { cause });
    this.code = code;
    this.constraint = constraint;
  }
}

function causeOf(error: Error): AdapterCause | undefined {
  if (error.name === "DriverAdapterError") return record(error.cause);
  const meta = "meta" in error ? record(error.meta) : undefined;
  return record(record(meta?.driverAdapterError)?.cause);
}

function prismaCodeOf(error: Error): string {
  return (
    ("code" in error ? text(error.code) : undefined) ?? ("errorCode" in error ? text(error.errorCode) : undefined) ?? ""
  );
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Prisma's messages begin with the call that failed, over several lines. */
function lastLine(message: string): string {
  return message.trim().split("\n").at(-1) ?? message;
}
