import type { Finding } from "../model/finding.ts";
import type { Output } from "./output.ts";

/** "! Slide 4, title: …"; the place only where the message does not begin with it. */
export function findingLine({ message, place }: Finding, { colors }: Pick<Output, "colors">): string {
  const where = place === undefined || message.startsWith(place) ? "" : `${place}: `;
  return `${colors.yellow("!")} ${where}${message}`;
}
