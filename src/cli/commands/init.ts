import { basename, resolve } from "node:path";
import { init as makeProject } from "../../workflow/init.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseTargets } from "../targets.ts";

/** `pitrans init [folder] --to ru,kk` */
export async function init(
  context: CommandContext,
  words: readonly string[],
  flags: { readonly to?: readonly string[] },
): Promise<CommandResult> {
  const { output, isDryRun, project } = context;
  const root = words[0] === undefined ? context.cwd : resolve(context.cwd, words[0]);
  const targetLocales = flags.to === undefined ? project.targetLocales : parseTargets(flags.to);
  const report = await makeProject({ root, sourceLocale: project.sourceLocale, targetLocales, isDryRun });
  for (const name of report.created) output.say(`  ${isDryRun ? "would make" : "made"} ${name}`);
  for (const name of report.kept) output.detail(`  kept ${name}`);
  const next = "Put your documents into sources/ and run: pitrans extract";
  if (report.created.length === 0) output.say(`${basename(root)} is a pitrans project already; nothing was changed.`);
  output.say(next);
  return { exitCode: EXIT.done, json: { ok: true, command: "init", root, ...report, next: "pitrans extract" } };
}
