import { listFormats, type FormatDescription, type FormatOption } from "../../workflow/list-formats.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { renderTable } from "../table.ts";

/** `pitrans formats` */
export async function formats({ output, project }: CommandContext): Promise<CommandResult> {
  const found = await listFormats();
  const rows = found.map(({ id, name, extensions }) => [id, name, extensions.join(" ")]);
  output.data(renderTable(["Format", "Name", "Extensions"], rows));
  const withOptions = found.filter(({ options }) => options.length > 0);
  for (const format of withOptions) output.data(optionLines(format, project.filterOptions[format.id] ?? {}).join("\n"));
  output.say("A file is read as what its content says it is, whatever its extension.");
  const [example] = withOptions;
  const option = example?.options[0];
  if (example !== undefined && option !== undefined)
    output.say(
      `Set options in pitrans.config.json: { "filters": { "${example.id}": { "${option.name}": ${JSON.stringify(otherValue(option))} } } }`,
    );
  return { exitCode: EXIT.done, json: { ok: true, command: "formats", formats: found } };
}

function optionLines({ id, options }: FormatDescription, settings: object): string[] {
  const set = new Map<string, unknown>(Object.entries(settings));
  return [
    "",
    `Options of ${id}`,
    ...options.flatMap((option) => {
      const { name, default: value, description } = option;
      const now = set.has(name) ? `; this project: ${JSON.stringify(set.get(name))}` : "";
      return [`  ${name}: ${typeWords(option)}, by default ${JSON.stringify(value)}${now}`, `    ${description}`];
    }),
  ];
}

function typeWords({ type, choices = [] }: FormatOption): string {
  if (type === "choice") return choices.join(" | ");
  return type === "texts" ? "list of texts" : type === "boolean" ? "true or false" : type;
}

function otherValue({ choices = [], default: value }: FormatOption): unknown {
  return choices.find((word) => word !== value) ?? value;
}
