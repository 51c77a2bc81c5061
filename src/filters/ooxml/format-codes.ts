import type { Format } from "./inline.ts";

/** What a mark is called: the code's type, and the words a reviewer sees. The order is the order of precedence. */
const NAMES: ReadonlyMap<string, readonly [type: string, display: string]> = new Map([
  ["link", ["link", "link"]],
  ["b", ["fmt/xlf:b", "bold"]],
  ["i", ["fmt/xlf:i", "italic"]],
  ["u", ["fmt/xlf:u", "underlined"]],
  ["sup", ["fmt/pitrans:sup", "superscript"]],
  ["sub", ["fmt/pitrans:sub", "subscript"]],
  ["strike", ["fmt/pitrans:strike", "struck through"]],
  ["caps", ["fmt/pitrans:caps", "capitals"]],
  ["smallCaps", ["fmt/pitrans:small-caps", "small capitals"]],
  ["highlight", ["fmt/pitrans:highlight", "highlighted"]],
  ["raised", ["fmt/pitrans:raised", "raised or lowered"]],
  ["framed", ["fmt/pitrans:framed", "framed"]],
  ["emphasis", ["fmt/pitrans:emphasis-mark", "emphasis marks"]],
  ["outline", ["fmt/pitrans:outline", "outlined letters"]],
  ["shadow", ["fmt/pitrans:shadow", "shadowed"]],
  ["emboss", ["fmt/pitrans:emboss", "embossed"]],
  ["imprint", ["fmt/pitrans:imprint", "engraved"]],
  ["~color", ["fmt/pitrans:color", "coloured"]],
  ["~size", ["fmt/pitrans:size", "other size"]],
  ["~shade", ["fmt/pitrans:shade", "shaded"]],
  ["~weight", ["fmt/pitrans:weight", "other weight"]],
  ["~font", ["fmt/pitrans:font", "other font"]],
  ["style", ["fmt/pitrans:style", "style"]],
  ["condition", ["fmt/pitrans:condition", "condition"]],
]);

/** Marks whose value is a name that people gave, and says more than the mark: "style “Emphasis”". */
const NAMED_BY_PEOPLE: ReadonlySet<string> = new Set(["style", "condition"]);

const RANKS: ReadonlyMap<string, number> = new Map([...NAMES.keys()].map((name, rank) => [name, rank]));

const nameOf = (mark: string): string => {
  const colon = mark.indexOf(":");
  return colon === -1 ? mark : mark.slice(0, colon);
};

const rankOf = (mark: string): number => RANKS.get(nameOf(mark)) ?? RANKS.size;

/** A mark that is there and not in the base (`+b`), or in the base and not there (`-b`). */
export type MarkChange = `${"+" | "-"}${string}`;

const NO_CHANGES: readonly MarkChange[] = [];

/** By the keys of format and base: documents have few formats, and tens of thousands of runs. */
const knownChanges = new Map<string, Map<string, readonly MarkChange[]>>();

/** What makes the format differ from the base. Empty: nothing. */
export function markChanges(format: Format, base: Format): readonly MarkChange[] {
  if (format.key === base.key) return NO_CHANGES;
  let byBase = knownChanges.get(format.key);
  if (byBase === undefined) knownChanges.set(format.key, (byBase = new Map()));
  let changes = byBase.get(base.key);
  if (changes === undefined) byBase.set(base.key, (changes = compareMarks(format, base)));
  return changes;
}

function compareMarks(format: Format, base: Format): readonly MarkChange[] {
  const added = format.marks.filter((mark) => !base.marks.includes(mark));
  const removed = base.marks.filter(
    (mark) => !format.marks.includes(mark) && !added.some((other) => nameOf(other) === nameOf(mark)),
  );
  return [...added.map((mark): MarkChange => `+${mark}`), ...removed.map((mark): MarkChange => `-${mark}`)];
}

/** What a stretch is called that differs from its base. */
interface Description {
  readonly type: string;
  readonly display: string;
}

/** Of the changes that `knownChanges` keeps. */
const knownDescriptions = new WeakMap<readonly MarkChange[], Description>();

/** The name of a stretch that differs from the base by these changes. That a style is missing is said only where nothing else is to say. */
export function describeChanges(changes: readonly MarkChange[]): Description {
  let described = knownDescriptions.get(changes);
  if (described === undefined) knownDescriptions.set(changes, (described = describe(changes)));
  return described;
}

function describe(changes: readonly MarkChange[]): Description {
  const telling = changes.filter((change) => !change.startsWith("-style:"));
  const sorted = [...(telling.length === 0 ? changes : telling)].sort(
    (left, right) =>
      Number(left.startsWith("-")) - Number(right.startsWith("-")) || rankOf(left.slice(1)) - rankOf(right.slice(1)),
  );
  const words = sorted.map((change) => {
    const name = nameOf(change.slice(1));
    const word = NAMES.get(name)?.[1] ?? "formatted";
    if (!NAMED_BY_PEOPLE.has(name)) return change.startsWith("-") ? `not ${word}` : word;
    const named = `${word} “${change.slice(name.length + 2)}”`;
    return change.startsWith("-") ? `without ${named}` : named;
  });
  const first = sorted[0];
  const type = first?.startsWith("+") === true ? NAMES.get(nameOf(first.slice(1)))?.[0] : "fmt/pitrans:plain";
  return { type: type ?? "fmt/pitrans:format", display: words.join(", ") };
}
