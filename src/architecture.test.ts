import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SOURCE = dirname(fileURLToPath(import.meta.url));
const GROUND = ["model", "errors", "xml", "zip"];
const ROOMS = [
  "filters",
  "segmentation",
  "xliff",
  "store",
  "memory",
  "glossary",
  "translators",
  "checks",
  "exchange",
  "reports",
];

/** The floor plan: what each place under src may import besides itself. Rooms never look into one another. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  errors: [],
  xml: ["errors"],
  zip: ["errors"],
  ...Object.fromEntries(ROOMS.map((room) => [room, GROUND])),
  workflow: [...GROUND, ...ROOMS],
  config: ["model", "errors"],
  cli: [...GROUND, ...ROOMS, "workflow", "config", "review"],
  review: [...GROUND, ...ROOMS, "workflow"],
};

const placeOf = (file: string): string => relative(SOURCE, file).split(sep)[0]!.replace(/\.ts$/, "");

/** Imports of the file that the plan does not allow, as "from -> to". */
function trespasses(file: string, code: string): string[] {
  const from = placeOf(file);
  return [...code.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)]
    .map((match) => placeOf(join(dirname(file), match[1]!)))
    .filter((to) => to !== from && !(MAY_IMPORT[from] ?? []).includes(to))
    .map((to) => `${relative(SOURCE, file)} -> ${to}`);
}

describe("the floor plan", () => {
  it("is kept by every import", () => {
    const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.startsWith("testing"))
      .map((name) => join(SOURCE, name));
    expect(files.flatMap((file) => trespasses(file, readFileSync(file, "utf8")))).toEqual([]);
  });

  it("sees a room that looks into another", () => {
    expect(trespasses(join(SOURCE, "checks", "x.ts"), 'import { y } from "../glossary/y.ts";')).toEqual([
      "checks/x.ts -> glossary",
    ]);
    expect(trespasses(join(SOURCE, "memory", "x.ts"), 'const y = await import("../store/y.ts");')).toEqual([
      "memory/x.ts -> store",
    ]);
  });
});
