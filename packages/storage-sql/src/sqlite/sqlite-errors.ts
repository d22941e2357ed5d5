/** Result codes, https://www.sqlite.org/rescode.html. The lowest byte of an extended code is its primary code. */
const busy = 5;
const notADatabase = 26;
const constraintTrigger = 1811;

/** Does another connection hold the file right now? */
export function isBusy(error: unknown): boolean {
  return primaryCodeOf(error) === busy;
}

/** Is the file something else than an SQLite database? */
export function isNotADatabase(error: unknown): boolean {
  return primaryCodeOf(error) === notADatabase;
}

/** Did the trigger that keeps claims apart refuse a row? */
export function isClaimOverlap(error: unknown): boolean {
  return codeOf(error) === constraintTrigger;
}

/** Has nobody made the tables yet? The engine has no code of its own for that. */
export function isMissingTable(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("no such table");
}

/** Was there no transaction to end? The engine has no code of its own for that. */
export function isOutsideTransaction(error: unknown): boolean {
  return error instanceof Error && error.message.includes("no transaction is active");
}

function primaryCodeOf(error: unknown): number {
  return codeOf(error) & 0xff;
}

function codeOf(error: unknown): number {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode : 0;
}
