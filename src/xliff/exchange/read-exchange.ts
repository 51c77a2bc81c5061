import { XliffError } from "../../errors.ts";
import type { ExchangeDocument, Loss } from "../../model/exchange.ts";
import { readExchange12 } from "./read-exchange-12.ts";
import { readExchange2 } from "./read-exchange-2.ts";
import { readTree } from "./xml-tree.ts";

/** An XLIFF file of any version, with what no other format has a place for. Errors: XliffError, with line and column. */
export function readExchange(
  bytes: Uint8Array,
  fileName: string,
): { readonly document: ExchangeDocument; readonly losses: readonly Loss[]; readonly version: string } {
  const root = readTree(bytes, fileName);
  const version = root.attributes["version"]?.trim() ?? "1.2";
  if (root.name !== "xliff") {
    throw new XliffError("invalid-xliff", `The file is no XLIFF: it begins with the element ${root.name}.`, {
      hint: "Name a file that is XLIFF, or give it the extension of what it is.",
      place: { file: fileName, line: 1 },
    });
  }
  return { ...(version.startsWith("2") ? readExchange2(root) : readExchange12(root)), version };
}
