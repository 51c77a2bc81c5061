import type { Outcome } from "../workflow/outcome.ts";
import { placeOf } from "../workflow/place-of.ts";
import type { PitransError } from "../errors.ts";
import { tellFailure } from "./failure.ts";
import type { Output, Progress } from "./output.ts";

/** Tells what became of the files of a command, while it goes on. One cause that many files share is told in full once. */
export interface Teller {
  tell<Result>(
    outcome: Outcome<Result>,
    linesOf: (outcome: Outcome<Result> & { readonly result: Result }) => readonly string[],
  ): void;
  /** Names the other files that failed for a cause told before; call it when all files are told of. */
  finish(): void;
}

/** With `--json` every failure is a line of its own all the same. */
export function createTeller(output: Output, progress: Pick<Progress, "done" | "warn">): Teller {
  const others = new Map<string, string[]>();
  return {
    tell(outcome, linesOf) {
      const { error, name, locale } = outcome;
      if (!error) {
        for (const line of linesOf(outcome)) progress.done(line);
        return;
      }
      const cause = causeOf(error, name);
      const same = others.get(cause);
      if (same) {
        same.push(locale === undefined ? name : `${name} (${locale})`);
        tellFailure(error, output, () => {});
      } else {
        others.set(cause, []);
        tellFailure(error, output, (line) => progress.warn(line));
      }
    },
    finish() {
      for (const [cause, names] of others) {
        if (names.length === 0) continue;
        const [message = ""] = cause.split("\n");
        output.warn(`${output.colors.red("✗")} The same (${message}) of ${names.length} more: ${names.join(", ")}`);
      }
    },
  };
}

/** What a failure says, without the name of the file it is about. The place inside the file counts: it is another fault elsewhere. */
function causeOf({ code, message, hint = "", place }: PitransError, name: string): string {
  const inside = placeOf({ ...place, file: "" });
  return [message, code, hint, inside].map((words) => words.replaceAll(name, "…")).join("\n");
}
