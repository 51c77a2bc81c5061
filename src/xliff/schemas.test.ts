import * as fc from "fast-check";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { XLIFF_VERSIONS, type XliffVersion } from "../model/document.ts";
import { bilingualDocuments } from "../testing/bilingual-documents.ts";
import { exportIdOf } from "./export-identity.ts";
import { readXliff } from "./read-xliff.ts";
import { writeXliff } from "./write-xliff.ts";

const suite = process.env["PITRANS_XLIFF_SUITE"] ?? "";
const hasSuite = suite !== "" && existsSync(join(suite, "schemas"));
if (!hasSuite) process.stderr.write("Files are not validated: PITRANS_XLIFF_SUITE names no folder.\n");

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

describe.skipIf(!hasSuite).each(XLIFF_VERSIONS)("the schema of %s", (version) => {
  let problems: (xml: string) => string | undefined;

  beforeAll(async () => {
    const { XmlDocument, XsdValidator } = await import("libxml2-wasm");
    const { xmlRegisterFsInputProviders } = await import("libxml2-wasm/lib/nodejs.mjs");
    xmlRegisterFsInputProviders();
    const path = join(suite, "schemas", SCHEMAS[version]);
    // The one it names lies on the network.
    const xsd = readFileSync(path, "utf8").replace(
      /schemaLocation="[^"]*\/xml\.xsd"/,
      `schemaLocation="${join(suite, "schemas", "1.2", "xml.xsd")}"`,
    );
    const validator = XsdValidator.fromDoc(XmlDocument.fromString(xsd, { url: path }));
    problems = (xml) => {
      const parsed = XmlDocument.fromString(xml);
      try {
        validator.validate(parsed);
        return undefined;
      } catch (error) {
        return String(error);
      } finally {
        parsed.dispose();
      }
    };
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

describe.skipIf(!hasSuite)("the valid files of the OASIS suite", () => {
  const folder = join(suite, "oasis-2.1", "core", "valid");
  const names = hasSuite ? readdirSync(folder).filter((name) => name.endsWith(".xlf")) : [];

  it.each(names)("%s is read", (name) => {
    const bytes = readFileSync(join(folder, name));
    const { files } = readXliff(bytes, name);
    const units = files.flatMap((file) => file.units);
    expect(units).toHaveLength(bytes.toString().match(/<unit[ >]/g)?.length ?? 0);
    expect(units.every(({ id }) => id !== "")).toBe(true);
  });
});
