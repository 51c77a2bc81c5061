import type { ExchangeDocument, Loss } from "../model/exchange.ts";
import type { Locale } from "../model/locale.ts";

/** What is known of a file from outside: formats that name their languages do not need it. */
export interface ReadContext {
  /** For messages. */
  readonly file: string;
  readonly sourceLocale: Locale;
  readonly targetLocale?: Locale;
}

/** A format that is neither XLIFF nor TMX. Nothing is lost in silence: what it has no place for is counted. */
export interface ExchangeFormat {
  readonly id: string;
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /** Errors: DocumentError malformed-document, with line where there is one. */
  read(
    bytes: Uint8Array,
    context: ReadContext,
  ): Promise<{ readonly document: ExchangeDocument; readonly losses: readonly Loss[] }>;
  write(document: ExchangeDocument): Promise<{ readonly bytes: Uint8Array; readonly losses: readonly Loss[] }>;
}
