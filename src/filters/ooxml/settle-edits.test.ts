import { describe, expect, it } from "vitest";
import { applyEdits } from "../../xml/edits.ts";
import { settleEdits } from "./settle-edits.ts";

describe("settling edits", () => {
  const text = `<p><r lang="en">lang="en"</r></p>`;
  const attribute = { start: 6, end: 15, text: `lang="ru"` };

  it("makes an attribute's edit inside a rebuilt stretch, in tags only", () => {
    const rebuilt = { start: 3, end: 29, text: `<r lang="en">lang="en" new</r><r lang="en">x</r>` };
    expect(applyEdits(text, settleEdits(text, [attribute, rebuilt]))).toBe(
      `<p><r lang="ru">lang="en" new</r><r lang="ru">x</r></p>`,
    );
  });

  it("drops repetitions and keeps insertions beside a larger edit", () => {
    const insertion = { start: 3, end: 3, text: "<q/>" };
    const rebuilt = { start: 3, end: 29, text: "<r/>" };
    expect(applyEdits(text, settleEdits(text, [rebuilt, insertion, rebuilt]))).toBe("<p><q/><r/></p>");
    expect(settleEdits(text, [attribute, attribute])).toEqual([attribute]);
  });
});
