import * as fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { hasSameCodes } from "../model/codes.ts";
import { XLIFF_VERSIONS, type BilingualDocument, type XliffVersion } from "../model/document.ts";
import type { Segment } from "../model/unit.ts";
import { bilingualDocuments } from "../testing/bilingual-documents.ts";
import { xliffSchemas, xsdValidator } from "../testing/xsd-validator.ts";
import { checkConformance } from "./conformance/check-conformance.ts";
import { readXliff } from "./read-xliff.ts";
import { exportIdOf, writeXliff } from "./write-xliff.ts";

const schemas = xliffSchemas();
if (schemas === undefined) process.stderr.write("Files are not validated: PITRANS_XLIFF_SUITE names no folder.\n");

const SCHEMAS: Readonly<Record<XliffVersion, string>> = {
  "1.2": "1.2/xliff-core-1.2-strict.xsd",
  "2.0": "2.0/xliff_core_2.0.xsd",
  "2.1": "2.1/xliff_core_2.0.xsd",
};

const document = fc.sample(bilingualDocuments, { numRuns: 1, seed: 4 })[0]!;
const write = (version: XliffVersion, base = document): string => {
  const { xliffVersion: _, ...rest } = base;
  const versioned = version === "1.2" ? rest : { ...rest, xliffVersion: version };
  return writeXliff(versioned, { project: "parents", exportId: exportIdOf(versioned) });
};

describe.skipIf(schemas === undefined).each(XLIFF_VERSIONS)("the schema of %s", (version) => {
  let problems: (xml: string) => string | undefined;

  beforeAll(async () => {
    problems = await xsdValidator(join(schemas!, SCHEMAS[version]), join(schemas!, "1.2", "xml.xsd"));
  });

  it("accepts what we write", () => {
    fc.assert(
      fc.property(bilingualDocuments, (each) => {
        expect(problems(write(version, each))).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it("would refuse a mistake", () => {
    expect(problems(write(version).replace("<file ", '<file mistake="1" '))).toBeDefined();
  });
});

/** The document with the source in place of targets whose codes are not those of the source: such a file is as wrong as its translation. */
function withSoundCodes(each: BilingualDocument): BilingualDocument {
  const sound = (segment: Segment): Segment =>
    segment.target && !hasSameCodes(segment.source, segment.target.fragment)
      ? { ...segment, target: { ...segment.target, fragment: segment.source } }
      : segment;
  return { ...each, units: each.units.map((unit) => ({ ...unit, segments: unit.segments.map(sound) })) };
}

describe.each(XLIFF_VERSIONS)("the rules of %s beyond its schema", (version) => {
  it("accept what we write", () => {
    fc.assert(
      fc.property(bilingualDocuments, (each) => {
        expect(checkConformance([Buffer.from(write(version, withSoundCodes(each)))], "a.xlf").problems).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe.skipIf(schemas === undefined)("the valid files of the OASIS suite", () => {
  const folder = join(schemas ?? "", "..", "oasis-2.1", "core", "valid");
  const names = schemas !== undefined ? readdirSync(folder).filter((name) => name.endsWith(".xlf")) : [];

  it.each(names)("%s is read", (name) => {
    const bytes = readFileSync(join(folder, name));
    const { files } = readXliff(bytes, name);
    const units = files.flatMap((file) => file.units);
    expect(units).toHaveLength(bytes.toString().match(/<unit[ >]/g)?.length ?? 0);
    expect(units.every(({ id }) => id !== "")).toBe(true);
  });
});
