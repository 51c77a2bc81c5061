import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, extname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where LibreOffice lies when it is not on the path. */
const USUAL_PLACES = [
  "/Applications/LibreOffice.app/Contents/MacOS/soffice",
  "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
];

/** Said by tests that need LibreOffice and are skipped without it. */
export const SOFFICE_ABSENT = "LibreOffice (soffice) is not installed";

/** The path of LibreOffice's program, or undefined where it is not installed. */
export function findSoffice(): string | undefined {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => [join(folder, "soffice"), join(folder, "soffice.exe")]);
  return [...onPath, ...USUAL_PLACES].find((path) => existsSync(path));
}

export interface ConversionOptions {
  /** After which the conversion is given up and the program ended. */
  readonly timeoutSeconds?: number;
}

/**
 * Converts a document with LibreOffice into `folder`, in a profile of its own (so that it neither meets nor disturbs one that is open), and
 * gives the path of what it wrote: undefined where it wrote nothing or took too long. `format` as `--convert-to` takes it: "pdf", "odt",
 * "txt:Text". Throws an Error where LibreOffice is not installed.
 */
export async function convertWithSoffice(
  file: string,
  format: string,
  folder: string,
  { timeoutSeconds = 120 }: ConversionOptions = {},
): Promise<string | undefined> {
  const program = findSoffice();
  if (program === undefined) throw new Error(SOFFICE_ABSENT);
  const profile = await mkdtemp(join(tmpdir(), "pitrans-profile-"));
  try {
    await runToEnd(
      program,
      [
        `-env:UserInstallation=${pathToFileURL(profile).href}`,
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        format,
        "--outdir",
        folder,
        file,
      ],
      timeoutSeconds,
    );
    const extension = format.split(":")[0]!;
    const output = join(folder, `${basename(file, extname(file))}.${extension}`);
    return existsSync(output) ? output : undefined;
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Waits for the program; a detached group, because soffice is a script that starts another process. */
function runToEnd(program: string, options: readonly string[], timeoutSeconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const isWindows = process.platform === "win32";
    const child = spawn(program, options, { stdio: "ignore", detached: !isWindows });
    const timer = setTimeout(() => {
      if (child.pid === undefined) return;
      if (isWindows) child.kill();
      else process.kill(-child.pid, "SIGKILL");
    }, timeoutSeconds * 1000);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
