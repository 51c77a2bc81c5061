import { interruption } from "../interruption.ts";
import { readLanguages, type LanguageFeatures } from "./languages.ts";

/** The list, or the HTTP status that came instead; no status: no connection, or an answer that is no list. */
export type LanguagesAnswer =
  | { readonly languages: readonly LanguageFeatures[] }
  | { readonly languages: undefined; readonly status: number | undefined };

/** Longest wait for the list, in milliseconds: there is a table to fall back on. */
const TIMEOUT = 15_000;

/** Asks the server what each language can do. By plain fetch: deepl-node 1.28 has no call for it. Throws only the interruption when `signal` aborts. */
export async function fetchLanguages(server: string, authKey: string, signal: AbortSignal): Promise<LanguagesAnswer> {
  const none = (status?: number): LanguagesAnswer => ({ languages: undefined, status });
  try {
    const response = await fetch(`${server.replace(/\/+$/, "")}/v3/languages?resource=translate_text`, {
      headers: { Authorization: `DeepL-Auth-Key ${authKey}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return none(response.status);
    }
    const languages = readLanguages(await response.json());
    return languages === undefined ? none(response.status) : { languages };
  } catch {
    if (signal.aborted) throw interruption();
    return none();
  }
}
