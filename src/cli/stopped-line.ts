import { plural } from "./plural.ts";

/** What a command that was stopped says of how far it came: "Stopped after 3 of 12 documents." How to go on is told after it. */
export function stoppedLine(done: number, total: number, noun: string): string {
  return `Stopped after ${done} of ${plural(total, noun)}.`;
}
