const GROUPED = new Intl.NumberFormat("en");

/** "1 document", "1,204 segments". */
export function plural(count: number, noun: string): string {
  return `${GROUPED.format(count)} ${noun}${count === 1 ? "" : "s"}`;
}
