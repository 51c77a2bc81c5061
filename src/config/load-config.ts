import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { ConfigError } from "../errors.ts";
import { DEFAULTS, type Config } from "./config.ts";

/** The file whose folder is the project root. */
export const CONFIG_FILE = "pitrans.config.json";

export interface LoadedConfig {
  /** Absolute. */
  readonly root: string;
  readonly config: Config;
  /** The process's environment on top of `.env` in the root: only here do keys come from. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Finds and reads the configuration: the named file, else the nearest pitrans.config.json or `.pitrans` upwards, as git finds its folder;
 * without either, `cwd` is the root and all is default. Throws a ConfigError that names the key.
 */
export async function loadConfig(
  cwd: string,
  file: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<LoadedConfig> {
  if (file !== undefined && !existsSync(resolve(cwd, file))) {
    throw new ConfigError("config", `There is no configuration file ${file}.`, {
      hint: "Name a file that is there after -c, or leave -c out to use pitrans.config.json.",
      place: { option: "--config" },
    });
  }
  const root = file === undefined ? findRoot(cwd) : dirname(resolve(cwd, file));
  const path = file === undefined ? join(root, CONFIG_FILE) : resolve(cwd, file);
  const text = readText(path, file ?? CONFIG_FILE);
  const config = text === undefined ? DEFAULTS : await parseConfig(text, file ?? CONFIG_FILE);
  const fromFile = parseEnv(readText(join(root, ".env"), ".env") ?? "");
  return { root, config, env: { ...fromFile, ...environment } };
}

/** The text of a file; undefined where there is none. */
function readText(path: string, name: string): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError("config", `${name} cannot be read.`, {
      hint: "Check that it is a file, and that this account has the right to read it.",
      place: { file: name },
      cause: error,
    });
  }
}

function findRoot(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, CONFIG_FILE)) || existsSync(join(folder, ".pitrans"))) return folder;
    if (dirname(folder) === folder) return resolve(cwd);
  }
}

/** The configuration in this JSON text, checked. Throws a ConfigError. @internal */
export async function parseConfig(text: string, file: string): Promise<Config> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError("config", `${file} is not valid JSON: ${reason}`, {
      hint: "Look for a missing comma or quotation mark near that place.",
      place: { file },
      cause: error,
    });
  }
  // Loaded only where there is something to check.
  const { checkConfig } = await import("./schema.ts");
  const checked = checkConfig(json);
  if ("config" in checked) return checked.config;
  const { key, message } = checked;
  throw new ConfigError(
    "config",
    `${file}: ${key === "" || message.includes(JSON.stringify(key)) ? "" : `${key}: `}${message}`,
    {
      hint: "Correct that key, or remove it to use the default.",
      place: { file, option: key },
    },
  );
}
