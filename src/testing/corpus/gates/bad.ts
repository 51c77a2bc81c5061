import { DocumentError } from "../../../errors.ts";
import { gateResult, type Gate } from "../gate.ts";

/** G9: a damaged or hostile document works, or ends in a DocumentError that a person understands. Time and memory are watched from outside. */
export const bad: Gate = {
  id: "G9",
  title: "bad files end in one clear sentence",
  async run(subject) {
    try {
      const { units } = await subject.extraction();
      await subject.pseudo();
      return gateResult("G9", [], { "worked after all": 1, units: units.length });
    } catch (error) {
      return gateResult("G9", whyUnclear(error), { [`refused: ${(error as DocumentError).code}`]: 1 });
    }
  },
};

/** Why the error is none that a volunteer understands; empty where it is. */
function whyUnclear(error: unknown): string[] {
  if (!(error instanceof DocumentError)) return [`It is no DocumentError: ${String(error).slice(0, 200)}`];
  const { message, hint } = error;
  const failures: string[] = [];
  if (!/^\S.{8,}[.?]$/s.test(message)) failures.push(`The message is no sentence: ${JSON.stringify(message)}.`);
  if (/\n|\bat \S+:\d+|Error:|undefined|\[object/.test(message)) {
    failures.push(`The message shows the inside of the program: ${JSON.stringify(message)}.`);
  }
  if (!hint) failures.push(`Nothing says what to do about: ${JSON.stringify(message)}.`);
  return failures;
}
