import { diff as compare, type DocumentDiff, type MovedSegment } from "../../workflow/diff/diff.ts";
import { knownTargets } from "../../workflow/project.ts";
import { withStore } from "../../workflow/session.ts";
import type { WordChange } from "../../workflow/word-changes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { exitCodeOfAll, EXIT } from "../exit-codes.ts";
import { failureJson } from "../failure.ts";
import { assertProject } from "../no-project.ts";
import type { Output } from "../output.ts";
import { plural } from "../plural.ts";
import { parseTargets } from "../targets.ts";
import { createTeller } from "../teller.ts";

/** `pitrans diff [files…] --to ru` */
export async function diff(
  context: CommandContext,
  files: readonly string[],
  flags: { readonly to?: readonly string[] },
): Promise<CommandResult> {
  const { output, project, cwd } = context;
  assertProject(project, cwd);
  const locales = flags.to === undefined ? knownTargets(project) : parseTargets(flags.to);
  const teller = createTeller(output, { done: (line) => output.data(line), warn: (line) => output.warn(line) });
  const outcomes = await withStore(project, { command: "diff", isReadOnly: true }, (store) =>
    compare(project, store, {
      cwd,
      files,
      locales,
      onFile: (outcome) =>
        teller.tell(outcome, ({ name, locale, result }) =>
          linesOf(locale === undefined ? name : `${name} (${locale})`, result, output),
        ),
    }),
  );
  teller.finish();
  const results = outcomes.flatMap(({ result }) => (result ? [result] : []));
  const touched = results.filter(({ changed, added, removed }) => changed.length + added.length + removed.length > 0);
  output.say(`${plural(outcomes.length, "document")} compared, ${touched.length} with changes.`);
  if (touched.length > 0) output.say("Next: pitrans extract");
  const errors = outcomes.flatMap(({ error }) => (error ? [error.code] : []));
  const exitCode = exitCodeOfAll(errors, results.length);
  return {
    exitCode,
    json: {
      ok: exitCode === EXIT.done,
      command: "diff",
      documents: outcomes.map(({ name, locale, result, error }) => ({
        name,
        ...(locale === undefined ? {} : { locale }),
        ...(error ? { ok: false, error: failureJson(error) } : { ok: true, ...result }),
      })),
    },
  };
}

function linesOf(name: string, { changed, added, removed, unchanged }: DocumentDiff, output: Output): string[] {
  const { colors } = output;
  if (changed.length + added.length + removed.length === 0) return [`${name}: no changes`];
  const counts = `${changed.length} changed, ${added.length} new, ${removed.length} gone, ${unchanged} as they were`;
  return [
    colors.bold(`${name}: ${counts}`),
    ...changed.flatMap(({ place, changes, translation }) => [
      `${colors.yellow("~")} ${placed(place)}${paint(changes, output)}`,
      ...(translation === undefined ? [] : [`    ${colors.dim(translation)}`]),
    ]),
    ...added.map((segment) => `${colors.green("+")} ${line(segment, output)}`),
    ...removed.map((segment) => `${colors.red("-")} ${line(segment, output)}`),
  ];
}

const placed = (place: string): string => (place === "" ? "" : `${place}: `);

function line({ place, source, translation }: MovedSegment, { colors }: Output): string {
  return `${placed(place)}${source}${translation === undefined ? "" : `\n    ${colors.dim(translation)}`}`;
}

/** With signs as well as colours: a colour alone says nothing to many. */
function paint(changes: readonly WordChange[], { colors }: Output): string {
  return changes
    .map(({ kind, text }) => {
      if (kind === "kept") return text;
      return kind === "removed" ? colors.red(`[-${text}-]`) : colors.green(`{+${text}+}`);
    })
    .join("");
}
