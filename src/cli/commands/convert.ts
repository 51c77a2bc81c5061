import { UsageError } from "../../errors.ts";
import type { XliffVersion } from "../../model/document.ts";
import { convert as convertFile } from "../../workflow/convert/convert.ts";
import type { DroppedAnnotations } from "../../xliff/rewrite/drop-annotations.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { DRY_RUN_END } from "../dry-run-end.ts";
import { EXIT } from "../exit-codes.ts";
import { plural } from "../plural.ts";
import { parseTargets } from "../targets.ts";

interface ConvertFlags {
  readonly xliff?: XliffVersion;
  readonly to?: readonly string[];
  readonly segments?: "join" | "sentence";
  readonly drop?: DroppedAnnotations;
}

/** `pitrans convert <in> <out> --xliff 2.1 --to ru` */
export async function convert(
  { output, project, cwd, isDryRun, isYes }: CommandContext,
  words: readonly string[],
  flags: ConvertFlags,
): Promise<CommandResult> {
  const [input = "", name = ""] = words;
  const targets = flags.to === undefined ? [] : parseTargets(flags.to);
  if (targets.length > 1) {
    throw new UsageError("usage", "A converted file has one language of translations.", {
      hint: "Name one language after --to.",
      place: { option: "--to" },
    });
  }
  const conversion = await convertFile({
    cwd,
    input,
    output: name,
    version: flags.xliff,
    ...(flags.segments === undefined ? {} : { segments: flags.segments }),
    ...(flags.drop === undefined ? {} : { drop: flags.drop }),
    sourceLocale: project.sourceLocale,
    targetLocale: targets[0],
    mayReplace: isYes,
    isDryRun,
  });
  const { from, to, units, losses } = conversion;
  output.say(`${output.colors.green("✓")} ${input} (${from}) → ${name} (${to}): ${plural(units, "unit")}.`);
  for (const { what, count } of losses) output.say(`${output.colors.yellow("!")} Left behind: ${count} × ${what}.`);
  if (isDryRun) output.say(DRY_RUN_END);
  return { exitCode: EXIT.done, json: { ok: true, command: "convert", input, output: name, ...conversion } };
}
