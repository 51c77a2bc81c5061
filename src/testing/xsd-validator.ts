import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where the schemas of XLIFF are; undefined where `PITRANS_XLIFF_SUITE` names no folder that has them. */
export function xliffSchemas(): string | undefined {
  const suite = process.env["PITRANS_XLIFF_SUITE"] ?? "";
  return suite !== "" && existsSync(join(suite, "schemas")) ? join(suite, "schemas") : undefined;
}

/**
 * Validates against an XML schema with libxml2: gives what is wrong, or undefined. The schema's imports are looked for beside it, that of
 * XML's own attributes in `xml`.
 */
export async function xsdValidator(schema: string, xml: string): Promise<(text: string) => string | undefined> {
  const { XmlDocument, XsdValidator } = await import("libxml2-wasm");
  const { xmlRegisterFsInputProviders } = await import("libxml2-wasm/lib/nodejs.mjs");
  xmlRegisterFsInputProviders();
  const text = readFileSync(schema, "utf8").replace(
    /schemaLocation="http:\/\/www\.w3\.org\/2001\/xml\.xsd"/,
    `schemaLocation="${xml}"`,
  );
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(text, { url: join(dirname(schema), "schema.xsd") }));
  return (candidate) => {
    const document = XmlDocument.fromString(candidate);
    try {
      validator.validate(document);
      return undefined;
    } catch (error) {
      return String(error);
    } finally {
      document.dispose();
    }
  };
}
