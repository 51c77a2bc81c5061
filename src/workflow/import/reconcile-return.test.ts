import { describe, expect, it } from "vitest";
import type { BilingualDocument } from "../../model/document.ts";
import { segmentsOf } from "../../model/document.ts";
import { plainText, textFragment, type Fragment } from "../../model/fragment.ts";
import { parseLocale } from "../../model/locale.ts";
import type { Target, TargetState } from "../../model/unit.ts";
import { readXliff } from "../../xliff/read-xliff.ts";
import { parseNumbered } from "../../testing/parse-numbered.ts";
import { writeXliff } from "../../xliff/write-xliff.ts";
import { openScratch } from "../../store/scratch.ts";
import { listOfUnits } from "../../xliff/match-return.ts";
import { reconcileReturn, type ReturnToReconcile, type SegmentReport } from "./reconcile-return.ts";
import { noChanges, storeDocument, withChanges } from "./stored-document.ts";

const SOURCE = "We meet on Monday.";

const target = (text: string, state: TargetState): Target => ({ fragment: textFragment(text), state });

/** A document of one sentence. */
const documentWith = (translation?: Target, source: Fragment = textFragment(SOURCE)): BilingualDocument => ({
  original: { name: "letter.txt", sha256: "0".repeat(64), filter: "txt", options: {} },
  sourceLocale: parseLocale("en")!,
  targetLocale: parseLocale("ru")!,
  segmentation: "sentence",
  units: [
    {
      id: "text.aaaaaaaaaa",
      place: "Line 1",
      segments: [
        {
          id: "text.aaaaaaaaaa.1",
          source,
          notes: [],
          ...(translation ? { target: translation } : {}),
        },
      ],
    },
  ],
});

interface Reconciled {
  readonly document: BilingualDocument;
  readonly segments: readonly SegmentReport[];
}

function reconcile(
  sent: BilingualDocument,
  edit: (xliff: string) => string,
  options: Partial<ReturnToReconcile> = {},
): Reconciled {
  const xliff = edit(writeXliff(sent, { project: "p", exportId: "e" }));
  const [returned] = readXliff(Buffer.from(xliff), "a.xlf").files;
  const scratch = openScratch();
  const baseline = storeDocument(sent, scratch);
  const changes = noChanges(baseline, scratch);
  const task = { baseline, current: baseline, isAcceptedWhole: false, policy: undefined, isName: () => false };
  const segments: SegmentReport[] = [];
  for (const { report, accepted } of reconcileReturn({ ...task, returned: listOfUnits(returned!.units), ...options })) {
    segments.push(report);
    if (accepted) changes.set(accepted.here, { target: accepted.target });
  }
  return { document: { ...sent, units: [...withChanges(baseline, changes).document.units] }, segments };
}

const withTarget =
  (text: string) =>
  (xliff: string): string =>
    xliff.replace(/<target[^>]*?(?:\/>|>[^<]*<\/target>)/, `<target state="translated">${text}</target>`);

const summary = ({ document, segments }: Reconciled): unknown => {
  const [segment] = segmentsOf(document);
  return [
    segments[0]!.outcome,
    segment!.target && `${plainText(segment!.target.fragment)} (${segment!.target.state})`,
    segments[0]!.findings.map(({ id }) => id),
  ];
};

describe("joining a return", () => {
  it("takes no copy of the source for a translation because the file was accepted as a whole", () => {
    for (const isAcceptedWhole of [true, false]) {
      const result = reconcile(documentWith(), withTarget(SOURCE), { isAcceptedWhole });
      expect(summary(result)).toEqual(["empty", undefined, ["source-as-target"]]);
    }
  });

  it("keeps a draft where the source came back in its place, and says so", () => {
    for (const isAcceptedWhole of [true, false]) {
      const result = reconcile(documentWith(target("Встреча.", "draft")), withTarget(SOURCE), { isAcceptedWhole });
      expect(summary(result)).toEqual(["empty", "Встреча. (draft)", ["source-as-target"]]);
    }
  });

  it("accepts a copy of the source that was sent as the translation, or is a name", () => {
    const sent = reconcile(documentWith(target(SOURCE, "draft")), withTarget(SOURCE), { isAcceptedWhole: true });
    expect(summary(sent)).toEqual(["confirmed", `${SOURCE} (reviewed)`, []]);
    const name = reconcile(documentWith(target("Встреча.", "draft")), withTarget(SOURCE), {
      isAcceptedWhole: true,
      isName: () => true,
    });
    expect(summary(name)).toEqual(["changed", `${SOURCE} (reviewed)`, []]);
  });

  it("counts no review of a text that a tool left behind a new one, but by a person who read the whole file", () => {
    const bold = parseNumbered("Встреча <1>в понедельник</1> утром.");
    const sent = documentWith({ fragment: bold, state: "draft" }, parseNumbered("We meet <1>on Monday</1> early."));
    const doubled = (xliff: string): string =>
      xliff
        .replace("<trans-unit ", '<trans-unit approved="yes" ')
        .replace(/(<target[^>]*>)/, "$1Встретимся в понедельник утром.");
    const text = "Встретимся в понедельник утром.Встреча в понедельник утром.";
    expect(summary(reconcile(sent, doubled))).toEqual(["changed", `${text} (edited)`, ["doubled-text"]]);
    expect(summary(reconcile(sent, doubled, { isAcceptedWhole: true }))).toEqual([
      "changed",
      `${text} (reviewed)`,
      ["doubled-text"],
    ]);
  });

  it("says of a segment that came back twice with one text that it is marked as right only once", () => {
    const twice = (xliff: string): string => {
      const unit = withTarget("Один.")(/<trans-unit [^]*?<\/trans-unit>/.exec(xliff)![0]);
      const approved = unit.replace("<trans-unit ", '<trans-unit approved="yes" ');
      return xliff.replace(/<trans-unit [^]*?<\/trans-unit>/, unit + approved);
    };
    const { segments } = reconcile(documentWith(), twice);
    expect(segments[0]!.findings[0]!.message).toContain("in one place marked as right and in another not");
  });

  it("calls a segment that came back twice with different targets a contradiction, which only `ours` settles", () => {
    const twice = (xliff: string): string => {
      const [unit] = /<trans-unit [^]*?<\/trans-unit>/.exec(xliff)!;
      return xliff.replace(unit, withTarget("Один.")(unit) + withTarget("Два.")(unit));
    };
    for (const policy of [undefined, "theirs", "ours"] as const) {
      const result = reconcile(documentWith(), twice, { policy });
      expect(summary(result)).toEqual(["conflict", undefined, ["duplicate-segment"]]);
      expect(result.segments[0]!.isSettled).toBe(policy === "ours");
      expect(result.segments[0]!.findings[0]!.message).toContain("(“Один.”, “Два.”)");
    }
  });
});
