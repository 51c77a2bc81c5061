import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TranslatorError } from "../errors.ts";
import { hasSameCodes } from "../model/codes.ts";
import { numberedText, plainText, type Fragment } from "../model/fragment.ts";
import { damaged } from "../testing/deepl-translation.ts";
import { translationRequest } from "../testing/translation-requests.ts";
import { arbitraryFragment } from "../testing/wire-fragments.ts";
import { codesOf } from "./edges.ts";
import { translateWithLadder } from "./ladder.ts";
import { cleanFragment } from "./markup.ts";
import type { Draft } from "./translator.ts";
import type { Send } from "./wire.ts";

const never = new AbortController().signal;
const key = (fragment: Fragment): string[] =>
  codesOf(fragment)
    .map(({ kind, id }) => `${kind} ${id}`)
    .sort();

async function climb(source: Fragment, send: Send, hasTags = true): Promise<Draft> {
  const request = { ...translationRequest([]), segments: [{ id: "s.1", source, terms: [] }] };
  const [draft] = await translateWithLadder(request, { send, hasTags }, never);
  return draft!;
}

describe("the repair ladder", () => {
  it("never loses a code or a word, and never gives broken codes, whatever the engine does to them", async () => {
    const harm = fc.constantFrom("none", "lost", "moved", "emptied", "duplicated", "unclosed", "overlapped");
    await fc.assert(
      fc.asyncProperty(
        arbitraryFragment,
        fc.array(harm, { maxLength: 2 }),
        fc.boolean(),
        async (source, harms, hasTags) => {
          let sent = 0;
          const send: Send = async (texts, format) =>
            texts.map((text) => {
              const damage = harms[sent++] ?? "none";
              return damage === "none" || format === "text" ? text : damaged(text, damage);
            });
          const draft = await climb(source, send, hasTags);
          if (draft.outcome !== "translated" && draft.outcome !== "codes-broken") throw new Error(draft.outcome);
          expect(key(draft.fragment)).toEqual(key(source));
          const letters = (fragment: Fragment): string => plainText(fragment).replaceAll(/\s/gu, "");
          if (!harms.includes("duplicated")) expect(letters(draft.fragment)).toBe(letters(cleanFragment(source)));
          if (hasSameCodes(source, source)) expect(hasSameCodes(source, draft.fragment)).toBe(true);
          if (draft.outcome === "codes-broken") expect(draft.findings?.[0]?.id).toBe("codes-broken");
        },
      ),
      { numRuns: 300 },
    );
  });

  it("sends neither empty texts nor texts without words", async () => {
    const sent: string[] = [];
    const send: Send = async (texts) => {
      sent.push(...texts);
      return texts;
    };
    const drafts = await translateWithLadder(
      translationRequest(["", " <1/> ", "12", "<1>•</1>", "Yes"]),
      { send, hasTags: true },
      never,
    );
    expect(sent).toEqual(["Yes"]);
    expect(drafts.map((draft) => ("fragment" in draft ? numberedText(draft.fragment) : ""))).toEqual([
      "",
      " <1/> ",
      "12",
      "<1>•</1>",
      "Yes",
    ]);
  });

  it("does not send again once it is told to stop", async () => {
    const stopping = new AbortController();
    let sent = 0;
    const send: Send = async (texts) => {
      sent += 1;
      stopping.abort();
      return texts.map((text) => damaged(text, "lost"));
    };
    const [draft] = await translateWithLadder(
      translationRequest(["A <1>bold</1> word"]),
      { send, hasTags: true },
      never,
      stopping.signal,
    );
    expect(draft?.outcome).toBe("codes-broken");
    expect(sent).toBe(1);
  });

  it("fails when there is no answer at all, and calls an empty one refused", async () => {
    const failing: Send = async () => {
      throw new TranslatorError("quota-exceeded", "Empty.");
    };
    await expect(climb([{ kind: "text", text: "Yes" }], failing)).rejects.toMatchObject({ code: "quota-exceeded" });
    expect(await climb([{ kind: "text", text: "Yes" }], async () => [" \u200B"])).toMatchObject({ outcome: "refused" });
  });
});
