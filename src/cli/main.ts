import { readFileSync } from "node:fs";

/** Nothing is loaded for `--version`: scripts ask for it often. */
const words = process.argv.slice(2);
if (words.length === 1 && (words[0] === "--version" || words[0] === "-V")) {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  process.stdout.write(`${manifest.version}\n`);
} else {
  // `pitrans status | head`: who reads has had enough. Nothing else is printed, and work goes on to its end.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  const { runProgram } = await import("./program.ts");
  process.exitCode = await runProgram(process.argv);
}
