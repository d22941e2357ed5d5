/** Refuses a row that belongs to another client. */
export function assertOwn(row: { clientId: string }, clientId: string): void {
  if (row.clientId !== clientId) throw new Error("A row of another client was about to be written.");
}
