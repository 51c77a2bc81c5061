import * as fc from "fast-check";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { StoreError } from "../errors.ts";
import { segmentsOf } from "../model/document.ts";
import { plainText } from "../model/fragment.ts";
import { editXliff } from "../testing/cli-project.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { extract } from "./extract/extract.ts";
import { importReturns } from "./import/import-returns.ts";
import { undoImport } from "./import/undo-import.ts";
import type { Project } from "./project.ts";
import { withStore } from "./session.ts";
import { translate } from "./translate/translate.ts";
import { readXliff } from "../xliff/read-xliff.ts";
import { toBilingualDocument } from "../xliff/to-bilingual-document.ts";

vi.setConfig({ testTimeout: 240_000 });

/** What people do, in any order. Numbers choose among what there is. */
type Step =
  | { readonly kind: "extract" | "translate" | "undo" }
  /** The document becomes these sentences. */
  | { readonly kind: "write"; readonly sentences: readonly number[] }
  /** An editor sends back the working file with some targets of hers. */
  | { readonly kind: "return"; readonly chosen: readonly number[]; readonly isApproved: boolean }
  /** Somebody edits the working file itself. */
  | { readonly kind: "edit"; readonly chosen: readonly number[] };

const numbers = fc.array(fc.nat(7), { minLength: 1, maxLength: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: "extract" } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: "translate" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "undo" } as const) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("write" as const),
      sentences: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("return" as const), chosen: numbers, isApproved: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("edit" as const), chosen: numbers }) },
);

/** Unlike one another, so that none is taken for a changed form of another. */
const SENTENCES = [
  "Dear parents of the youngest group.",
  "We meet on Monday in the hall.",
  "Bring a cup and a spoon.",
  "Children under five stay free.",
  "Questions are welcome at any time.",
  "The bus leaves from the school.",
  "Our psychologist speaks both languages.",
  "Goodbye until next week.",
];

const WORKING = "xliff/ru/a.txt.xlf";
const never = new AbortController().signal;

/** A project in which every step is done as the commands do it, and what people wrote in it. */
class Scene {
  readonly root: string = temporaryFolder();
  readonly project: Project = {
    root: this.root,
    sourceLocale: "en",
    targetLocales: ["ru"],
    segmentation: "sentence",
    filterOptions: {},
    exclude: [],
    glossaries: [],
  };
  /** Every text of a person that pitrans ever met. */
  readonly written = new Set<string>();
  /** By sentence, what stands in the working file and no command has read yet: who overwrites that in an editor alone knows of it. */
  readonly unread = new Map<string, string>();
  count = 0;
  /** By sentence, the text that must stand at it. */
  texts = new Map<string, string>();

  constructor() {
    mkdirSync(join(this.root, "sources"));
    mkdirSync(join(this.root, "inbox"));
    this.write([0, 1, 2]);
  }

  write(sentences: readonly number[]): void {
    writeFileSync(join(this.root, "sources/a.txt"), `${sentences.map((n) => SENTENCES[n]!).join("\n\n")}\n`);
  }

  get working(): string | undefined {
    const path = join(this.root, WORKING);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  }

  /** The working file's targets by their sources, "" where there is none. */
  targets(): ReadonlyMap<string, string> {
    if (this.working === undefined) return new Map();
    const segments = segmentsOf(toBilingualDocument(readXliff(Buffer.from(this.working), WORKING))!);
    return new Map(segments.map(({ source, target }) => [plainText(source), target ? plainText(target.fragment) : ""]));
  }

  /** New texts of a person for some sentences of the working file. */
  texted(chosen: readonly number[]): { readonly source: string; readonly target: string }[] {
    const sources = [...new Set([...this.working!.matchAll(/<source>([^<]*)<\/source>/g)].map(([, text]) => text!))];
    return [...new Set(chosen.map((n) => sources[n % sources.length]!))].map((source) => {
      this.count += 1;
      const target = `Текст-${this.count}-человека`;
      this.written.add(target);
      return { source, target };
    });
  }

  async run(step: Step): Promise<void> {
    const cwd = this.root;
    if (step.kind === "extract" || step.kind === "translate" || step.kind === "return") this.unread.clear();
    const shared = { cwd, files: [], isDryRun: false, signal: never };
    switch (step.kind) {
      case "write":
        this.write(step.sentences);
        return;
      case "extract":
        await withStore(this.project, { command: "extract", isReadOnly: false }, (store) =>
          extract(this.project, store, shared),
        );
        return;
      case "translate":
        await withStore(this.project, { command: "translate", isReadOnly: false }, (store) =>
          translate(this.project, store, {
            ...shared,
            locales: ["ru"],
            isRedo: true,
            isChangedApart: false,
            xliffVersion: undefined,
            maxCharacters: undefined,
            engineFor: () => Promise.resolve(undefined),
          }),
        );
        return;
      case "edit": {
        if (this.working === undefined) return;
        const edits = this.texted(step.chosen);
        writeFileSync(join(this.root, WORKING), editXliff(this.working, edits));
        for (const { source, target } of edits) {
          this.written.delete(this.unread.get(source) ?? "");
          this.unread.set(source, target);
          this.texts.set(source, target);
        }
        return;
      }
      case "return":
        return this.takeBack(step.chosen, step.isApproved);
      case "undo":
        return this.undo();
    }
  }

  async takeBack(chosen: readonly number[], isApproved: boolean): Promise<void> {
    if (this.working === undefined) return;
    const edits = this.texted(chosen).map((edit) => ({ ...edit, isApproved }));
    const name = `inbox/return-${this.count}.xlf`;
    writeFileSync(join(this.root, name), editXliff(this.working, edits));
    const { outcomes } = await withStore(this.project, { command: "import", isReadOnly: false }, (store) =>
      importReturns(this.project, store, {
        cwd: this.root,
        files: [join(this.root, name)],
        isAcceptedWhole: false,
        policy: undefined,
        isDryRun: false,
        signal: never,
        readInput: () => Promise.reject(new Error("Nothing stands on standard input.")),
      }),
    );
    const conflicts = outcomes.reduce((sum, { result }) => sum + (result?.counts.conflict ?? 0), 0);
    const stands = edits.filter(({ target }) => this.working!.includes(`>${target}<`));
    // A text that somebody wrote into the working file itself stays until a person chooses.
    expect(edits.length - stands.length).toBe(conflicts);
    for (const { source, target } of stands) this.texts.set(source, target);
  }

  /** An import is taken back whole, or, where its file was changed since, not at all. Edits in the working file itself are imports too. */
  async undo(): Promise<void> {
    const present = this.working;
    try {
      await withStore(this.project, { command: "import", isReadOnly: false }, (store) => undoImport(store, false));
    } catch (error) {
      expect(error).toBeInstanceOf(StoreError);
      expect(this.working).toBe(present);
      return;
    }
    this.texts = new Map([...this.targets()].filter(([, target]) => target.startsWith("Текст-")));
  }

  /** What people wrote stands where it was written, while its sentence is there; and nothing that was ever written is gone. */
  check(): void {
    const targets = this.targets();
    for (const source of this.texts.keys()) if (!targets.has(source)) this.texts.delete(source);
    for (const [source, text] of this.texts) expect([source, targets.get(source)]).toEqual([source, text]);
    const everything = readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
      .join("\n");
    for (const text of this.written) expect(everything).toContain(Buffer.from(text).toString("latin1"));
  }
}

it("loses no text of a person, whatever sequence of writing, translating, editing, importing, undoing and extracting again", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const scene = new Scene();
      await scene.run({ kind: "translate" });
      for (const each of steps) {
        await scene.run(each);
        scene.check();
      }
    }),
    { numRuns: 15 },
  );
});
