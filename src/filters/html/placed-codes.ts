import type { Range } from "./line-items.ts";

/** A code of a fragment and the stretch of the page that it stands for. */
export interface PlacedCode extends Range {
  readonly kind: string;
  readonly id: string;
}

/** Where the codes of a line stand; only who writes a page asks for one. */
export class PlacedCodes {
  readonly #codes: readonly PlacedCode[];
  #byKey: ReadonlyMap<string, Range> | undefined;

  constructor(codes: readonly PlacedCode[]) {
    this.#codes = codes;
  }

  get(code: { readonly kind: string; readonly id: string }): Range | undefined {
    this.#byKey ??= new Map(this.#codes.map((placed) => [keyOf(placed), placed]));
    return this.#byKey.get(keyOf(code));
  }
}

/** Those of a line without codes. */
export const NO_CODES: PlacedCodes = new PlacedCodes([]);

/** What tells the codes of a line apart. */
function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}
