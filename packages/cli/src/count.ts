/** `1 slot`, `16 slots`, `no slots`. */
export function count(number: number, thing: string): string {
  if (number === 0) return `no ${thing}s`;
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
