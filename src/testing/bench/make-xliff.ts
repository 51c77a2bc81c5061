import { writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BilingualDocument, BilingualUnit } from "../../model/document.ts";
import { segmentId, unitIds } from "../../model/identity.ts";
import { textFragment, type Fragment } from "../../model/fragment.ts";
import { openStore } from "../../store/store.ts";
import type { Project } from "../../workflow/project.ts";
import { writeSourceXliff } from "../../workflow/source-xliff.ts";
import { writeWorkingFile } from "../../workflow/working-file.ts";
import { seededRandom, type Random } from "../seeded-random.ts";
import { heading, sentence } from "./prose.ts";

/** The document's name in the project. */
const NAME = "catalogue.txt";

/** What a sentence is drafted as: as long as Russian is, in its alphabet. */
const DRAFTS = [
  "Когда ребёнок приходит домой из школы, найдите несколько минут, чтобы выслушать его, не задавая вопросов, даже если это кажется мелочью",
  "На второй неделе программы запишите, что получилось хорошо и что вам хотелось бы изменить, и вернитесь к этому в конце недели",
  "Перед встречей с учителем полезно договориться об одном небольшом правиле, которое сможет соблюдать каждый, чтобы никто не остался в стороне",
  "Вместе с другими родителями группы вспомните, что каждая семья находит свой путь, и отметьте ответы на странице",
];

/** A project with one document of so many units, drafted, each from the engine, and given to an editor. The same for the same seed. */
export async function makeXliffProject(root: string, units: number, seed: string): Promise<void> {
  const project: Project = {
    root,
    sourceLocale: "en",
    targetLocales: ["ru"],
    segmentation: "sentence",
    filterOptions: {},
    exclude: [],
    glossaries: [],
  };
  const after = makeDocument(units, seededRandom(seed));
  mkdirSync(join(root, "sources"), { recursive: true });
  writeFileSync(join(root, "sources", NAME), "The text is in xliff/ only.\n");
  const store = openStore(root);
  try {
    const batch = await store.beginBatch("translate");
    const origin = { kind: "translator", translator: "deepl" } as const;
    const origins = new Map(after.units.map(({ segments }) => [segments[0]!.id, origin]));
    await writeSourceXliff(project, store, withoutTargets(after));
    await writeWorkingFile(project, store, batch, { before: undefined, after, origins });
    batch.complete();
  } finally {
    await store.close();
  }
}

/** The files of such a project that `pitrans status` reads, relative to its root. */
export const XLIFF_FILES: readonly string[] = [`xliff/source/${NAME}.xlf`, `xliff/ru/${NAME}.xlf`];

/** What the editor's tool makes of a working file: nine segments of ten are approved as they were, one was changed and approved. */
export function makeReturn(xliff: string): string {
  let count = 0;
  return xliff.replaceAll(
    /(?<head><trans-unit [^>]*?)(?<rest> xml:space="preserve".*?)<target state="[^"]*">/gu,
    (...all) => {
      const { head, rest } = all.at(-1) as { head: string; rest: string };
      count += 1;
      return `${head} approved="yes"${rest}<target state="signed-off">${count % 10 === 0 ? "Исправлено. " : ""}`;
    },
  );
}

/** Writes the return of a working file to where the command can be told to find it. */
export function writeReturn(working: string, path: string, make: (xliff: string) => string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, make(working));
}

function makeDocument(count: number, random: Random): BilingualDocument {
  const idOf = unitIds();
  const units: BilingualUnit[] = [];
  let title = "";
  for (let n = 0; n < count; n += 1) {
    if (n % 12 === 0) title = heading(random);
    const source = withCode(`${sentence(random)} (${n + 1})`, random(4) === 0);
    const id = idOf("document", "paragraph", source);
    const draft = `${DRAFTS[random(DRAFTS.length)]!} (${n + 1}).`;
    units.push({
      id,
      place: `Paragraph ${n + 1}`,
      context: { heading: title },
      segments: [
        {
          id: segmentId(id, 1),
          source,
          target: { fragment: withCode(draft, source.length > 1), state: "draft" },
          notes: [],
        },
      ],
    });
  }
  return {
    original: { name: NAME, sha256: "0".repeat(64), filter: "txt", options: {} },
    sourceLocale: "en",
    targetLocale: "ru",
    segmentation: "sentence",
    units,
  };
}

/** One sentence in four has a word in bold. */
function withCode(text: string, hasCode: boolean): Fragment {
  if (!hasCode) return textFragment(text);
  const at = text.indexOf(" ");
  const code = { id: "1", type: "fmt/xlf:b", data: "" } as const;
  return [
    { kind: "open", ...code, display: "bold" },
    { kind: "text", text: text.slice(0, at) },
    { kind: "close", ...code },
    { kind: "text", text: text.slice(at) },
  ];
}

function withoutTargets(document: BilingualDocument): BilingualDocument {
  const { targetLocale: _, ...rest } = document;
  return {
    ...rest,
    units: document.units.map((unit) => ({
      ...unit,
      segments: unit.segments.map(({ id, source }) => ({ id, source, notes: [] })),
    })),
  };
}
