import { normaliseFragment, type Fragment, type FragmentPart } from "../model/fragment.ts";

/** What a reviewer sees of a code is one short line. */
const MAX_DISPLAY = 40;

interface Reference {
  readonly id: string;
  readonly type: string;
}

/**
 * Collects the content of one `<seg>`, level 2 of TMX 1.4b: `bpt`/`ept` are pairs (by `i`), `ph` and `ut` standalone codes, `it` halves of
 * pairs, `hi` only its content; what stands inside a code is its display, `sub` in it is left out.
 */
export class TmxSegment {
  readonly #parts: FragmentPart[] = [];
  readonly #pairs = new Map<string, Reference>();
  #code: { kind: "open" | "close" | "standalone"; id: string; type: string; display: string } | undefined;
  #depthInCode = 0;
  #codeCount = 0;

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (this.#code) {
      this.#depthInCode += 1;
      return;
    }
    const i = attribute("i");
    const type = attribute("type") ?? "other";
    if (name === "bpt") {
      const id = attribute("x") ?? i ?? this.#nextId();
      if (i !== undefined) this.#pairs.set(i, { id, type });
      this.#begin("open", id, type);
    } else if (name === "ept") {
      const pair = i === undefined ? undefined : this.#pairs.get(i);
      this.#begin("close", pair?.id ?? i ?? this.#nextId(), pair?.type ?? type);
    } else if (name === "ph" || name === "ut") this.#begin("standalone", attribute("x") ?? this.#nextId(), type);
    else if (name === "it")
      this.#begin(attribute("pos") === "end" ? "close" : "open", attribute("x") ?? this.#nextId(), type);
  }

  close(): void {
    if (!this.#code) return;
    if (this.#depthInCode > 0) {
      this.#depthInCode -= 1;
      return;
    }
    const { kind, id, type } = this.#code;
    const display = this.#code.display.replaceAll(/\s+/g, " ").trim().slice(0, MAX_DISPLAY);
    this.#parts.push({ kind, id, type, data: "", ...(display === "" ? {} : { display }) });
    this.#code = undefined;
  }

  text(text: string): void {
    if (!this.#code) this.#parts.push({ kind: "text", text });
    else if (this.#depthInCode === 0) this.#code.display += text;
  }

  fragment(): Fragment {
    return normaliseFragment(this.#parts);
  }

  #begin(kind: "open" | "close" | "standalone", id: string, type: string): void {
    this.#code = { kind, id, type, display: "" };
    this.#depthInCode = 0;
  }

  /** Codes without a number are numbered in order; "n" keeps them apart from those that have one. */
  #nextId(): string {
    this.#codeCount += 1;
    return `n${this.#codeCount}`;
  }
}
