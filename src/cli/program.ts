import { readFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import type { CommandContext, CommandResult, GlobalFlags } from "./command.ts";
import { UsageError } from "../errors.ts";
import { XLIFF_VERSIONS } from "../model/document.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { runCommand } from "./run-command.ts";

type Run<Flags> = (context: CommandContext, words: readonly string[], flags: Flags) => Promise<CommandResult>;

const commaList = (value: string): string[] =>
  value
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
const TO = "--to <locales>";

/** Parses the command line, runs the command, and gives the exit code. Commands are loaded only when they are typed. */
export async function runProgram(argv: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  /** Binds a command's action to its module. */
  const action =
    <Flags extends object>(load: () => Promise<Run<Flags>>) =>
    async (...args: unknown[]): Promise<void> => {
      const command = args.at(-1) as Command;
      const flags = command.optsWithGlobals<GlobalFlags & Flags>();
      exitCode = await runCommand(flags, async (context) => (await load())(context, command.args, flags));
    };

  const globals = globalFlagsOf(argv);
  const program = new Command("pitrans")
    .description(
      "Translate programme materials: extract the text, draft it, send XLIFF to editors, merge what comes back.",
    )
    .version(versionOf(), "-V, --version")
    .option("-C, --cwd <folder>", "work in this folder")
    .option("-c, --config <file>", "use this configuration file")
    .option("--json", "print one JSON document instead of words")
    .option("-q, --quiet", "say nothing but failures")
    .option("-v, --verbose", "say more")
    .option("--no-color", "no colours")
    .option("-y, --yes", "answer yes to every question")
    .option("--no-input", "ask nothing")
    .option("-n, --dry-run", "say what would be done, write nothing")
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    // What was typed wrongly is told like every other failure, below.
    .configureOutput({ outputError: () => {}, ...(globals.json === true ? { writeErr: () => {} } : {}) })
    .exitOverride();

  const segment = new Option("--segment <mode>", "where texts are divided").choices(["sentence", "paragraph"]);

  program
    .command("init [folder]")
    .description("make the folders of a project, a configuration and a sample glossary")
    .option(TO, "target languages, such as ru,kk", commaList)
    .action(action(async () => (await import("./commands/init.ts")).init));
  program
    .command("extract [files...]")
    .description("read the documents in sources/ and write their text as XLIFF")
    .addOption(segment)
    .action(action(async () => (await import("./commands/extract.ts")).extract));
  program
    .command("translate [files...]")
    .description("draft what is not yet translated: memory and glossary first, then the engine")
    .option(TO, "target languages, such as ru,kk", commaList)
    .option("--engine <ids>", "auto, deepl or pseudo", commaList)
    .option("--glossary <files...>", "further glossary files")
    .option("--max-chars <n>", "send no more characters than this")
    .option("--redo", "draft again what is still a draft")
    .addOption(
      new Option(
        "--only <which>",
        "write what was open once more, alone, into review/, for an editor who knows the rest",
      ).choices(["changed"]),
    )
    .addOption(segment)
    .addOption(
      new Option("--xliff <version>", "write the working files as this version, now and from now on").choices(
        XLIFF_VERSIONS,
      ),
    )
    .action(action(async () => (await import("./commands/translate.ts")).translate));
  program
    .command("import [files...]")
    .description("take in the XLIFF that editors sent back; without files, all that lies in inbox/")
    .option("--accept-all", "everything in these files was read and is right")
    .addOption(
      new Option(
        "--policy <policy>",
        "settle contradictions: by what came back, by what is here, or by the return that was saved last",
      ).choices(["theirs", "ours", "newest"]),
    )
    .option("--strict", "end with exit code 3 when a segment needs a look")
    .option("--undo", "take the last import back")
    .action(action(async () => (await import("./commands/import.ts")).importReturns));
  program
    .command("merge [files...]")
    .description("write the finished documents into out/")
    .option(TO, "target languages, such as ru,kk", commaList)
    .addOption(
      new Option("--min-state <state>", "the least state of every segment").choices([
        "draft",
        "edited",
        "reviewed",
        "final",
      ]),
    )
    .option("--allow-draft", "drafts that nobody has looked at are good enough")
    .option("--allow-untranslated", "leave the source text where there is no translation")
    .option("--allow-pseudo", "merge pseudo-translations, for layout tests")
    .addOption(
      new Option(
        "--original <which>",
        "merge into the file in sources/, or into the version that was extracted",
      ).choices(["current", "stored"]),
    )
    .action(action(async () => (await import("./commands/merge.ts")).merge));
  program
    .command("formats")
    .description("list the document formats, their extensions and options")
    .action(action(async () => (await import("./commands/formats.ts")).formats));
  program
    .command("status [files...]")
    .description("show what is done and what is open")
    .option(TO, "target languages, such as ru,kk", commaList)
    .action(action(async () => (await import("./commands/status.ts")).status));
  program
    .command("check [files...]")
    .description("judge XLIFF files: by the standard first, then their translations; without files, the project's own")
    .option("--conformance", "stop after what the standard says")
    .action(action(async () => (await import("./commands/check.ts")).check));
  program
    .command("diff [files...]")
    .description("show what changed in the documents since they were translated, word by word")
    .option(TO, "against the translations into these languages", commaList)
    .action(action(async () => (await import("./commands/diff.ts")).diff));
  program
    .command("convert <in> <out>")
    .description("turn a bilingual file into another format: XLIFF, TMX, PO, CSV, an Excel table, JSON; by its name")
    .option(TO, "the language of the translations, where the file does not say it", commaList)
    .addOption(new Option("--xliff <version>", "the version, where the output is XLIFF").choices(XLIFF_VERSIONS))
    .addOption(
      new Option("--segments <mode>", "XLIFF 2 to XLIFF 2: join segments, or divide them into sentences").choices([
        "join",
        "sentence",
      ]),
    )
    .addOption(
      new Option("--drop <markers>", "XLIFF 2 to XLIFF 2: remove markers around words").choices([
        "annotations",
        "custom-annotations",
      ]),
    )
    .action(action(async () => (await import("./commands/convert.ts")).convert));

  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    // Without a command, Commander has printed its help already; a program is told in its own way.
    if (error.code === "commander.help" && globals.json !== true) return EXIT.usage;
    return runCommand(globals, () => Promise.reject(usageError(error)));
  }
  return exitCode;
}

/** What every command shares, read before Commander has understood the line, for it may not understand it. */
function globalFlagsOf(argv: readonly string[]): GlobalFlags {
  const end = argv.indexOf("--");
  const words = end === -1 ? argv : argv.slice(0, end);
  return { json: words.includes("--json"), color: !words.includes("--no-color") };
}

/** Commander's sentence in the shape of ours: "error: unknown command 'x'\n(Did you mean extract?)". */
function usageError({ code, message }: CommanderError): UsageError {
  const [first = "", suggestion] = message.replace(/^error: /, "").split("\n");
  const sentence = code === "commander.help" ? "no command was typed" : first.replace(/\.$/, "");
  const option = /(?:^|[\s'])(--?[a-z][a-z-]*)/i.exec(sentence)?.[1];
  return new UsageError("usage", `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`, {
    hint: [suggestion?.replace(/^\((.*)\)$/, "$1"), "Type pitrans --help to see what there is."]
      .filter(Boolean)
      .join(" "),
    ...(option === undefined ? {} : { place: { option } }),
  });
}

function versionOf(): string {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
