import { describe, expect, it } from "vitest";
import { DocumentError } from "../errors.ts";
import { createOutput } from "./output.ts";
import { createTeller, type Teller } from "./teller.ts";

async function told(isJson: boolean, work: (teller: Teller) => void): Promise<string> {
  let text = "";
  const options = { isJson, isQuiet: false, isVerbose: false, hasColor: false, isInteractive: false };
  const output = await createOutput(
    options,
    () => {},
    (line) => (text += line),
  );
  work(createTeller(output, { done: (line) => output.say(line), warn: (line) => output.warn(line) }));
  return text;
}

const locked = (name: string): { name: string; error: DocumentError } => ({
  name,
  error: new DocumentError("encrypted-document", `${name} is locked.`, {
    hint: "Remove the password.",
    place: { file: name },
  }),
});

const work = (teller: Teller): void => {
  for (const name of ["a.docx", "b.docx", "c.docx"]) teller.tell(locked(name), () => []);
  teller.tell(
    { name: "d.docx", error: new DocumentError("malformed-document", "It is cut off.", { place: { file: "d.docx" } }) },
    () => [],
  );
  teller.finish();
};

describe("failures of many files", () => {
  it("with one cause are told in full once, then by count and names", async () => {
    expect(await told(false, work)).toBe(
      [
        "✗ a.docx is locked.",
        "  Remove the password.",
        "✗ It is cut off.",
        "  Where: d.docx",
        "✗ The same (… is locked.) of 2 more: b.docx, c.docx",
        "",
      ].join("\n"),
    );
  });

  it("are each a line for programs", async () => {
    expect((await told(true, work)).trim().split("\n")).toHaveLength(4);
  });
});
