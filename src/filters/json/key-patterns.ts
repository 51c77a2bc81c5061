/** The keys and list positions that lead to a value. */
export type JsonPath = readonly (string | number)[];

/** Whether a path is one of those that were named. */
export type PathTest = (path: JsonPath) => boolean;

/**
 * A test for patterns as a person writes them: a key ("title", wherever it stands), or a path from the root with dots
 * ("questions.*.text"; `*` is any one key or position, `**` any number of them). Letter case counts.
 */
export function matchPatterns(patterns: readonly string[]): PathTest {
  const tests = patterns.map((pattern) => {
    const steps = pattern.split(".").filter((step) => step !== "");
    return steps.length === 1 && steps[0] !== "**" ? ["**", ...steps, "**"] : steps;
  });
  return (path) => tests.some((steps) => matches(steps, path.map(String)));
}

/** Row by row over the steps, so that many `**` cost no more than steps × keys. */
function matches(steps: readonly string[], keys: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const step of steps) {
    const next = new Set<number>();
    if (step === "**") {
      for (let at = Math.min(...reached); at <= keys.length; at += 1) next.add(at);
    } else {
      for (const at of reached) if (at < keys.length && (step === "*" || step === keys[at])) next.add(at + 1);
    }
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(keys.length);
}
