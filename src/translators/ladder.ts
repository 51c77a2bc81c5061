import { PitransError } from "../errors.ts";
import { hasSameCodes, repairCodes } from "../model/codes.ts";
import type { Finding } from "../model/finding.ts";
import { plainText, type Fragment, type FragmentPart } from "../model/fragment.ts";
import { cleanText } from "./clean-text.ts";
import { toMarkup, toPlain, type Markup } from "./markup.ts";
import { placeWhereCertain } from "./place-codes.ts";
import { readMarkup, withEdges, type CodeProblem, type MarkupReading } from "./read-markup.ts";
import { checkReply } from "./reply-checks.ts";
import type { Draft, RequestSegment, TranslationRequest } from "./translator.ts";
import type { Send } from "./wire.ts";

/** How a request is sent. */
export interface LadderOptions {
  readonly send: Send;
  /** Whether engine and languages keep elements; without it only words are sent. */
  readonly hasTags: boolean;
}

/**
 * Translates a request so that no translation is lost because of its codes, and no broken ones leave:
 *
 * 1. all segments together; a reply whose codes are right, or can be put right in one way only, is taken
 * 2. a segment whose codes were lost goes again, alone
 * 3. then once more as plain text, with the codes put back where their place is certain
 * 4. else the best text so far is kept with every code in it, well nested, as `codes-broken`, and a finding asks a person to look
 *
 * Segments with nothing to translate are not sent. Once there is an answer for a segment a failure on a further rung only means that the
 * next one is not climbed. Without tags the ladder begins at its third rung.
 */
export async function translateWithLadder(
  request: TranslationRequest,
  { send, hasTags }: LadderOptions,
  signal: AbortSignal,
  stopping?: AbortSignal,
): Promise<readonly Draft[]> {
  const items = request.segments.map((segment) => ({
    segment,
    markup: toMarkup(segment.source, request.protectedTerms),
  }));
  const wanted = items.filter(({ markup }) => markup.hasWords);
  const format = hasTags ? "markup" : "text";
  const texts = wanted.map(({ markup }) => (hasTags ? markup.text : toPlain(markup)));
  const replies = texts.length === 0 ? [] : await send(texts, format, signal, stopping);
  const replyOf = new Map(wanted.map(({ segment }, index) => [segment, replies[index]]));

  const drafts: Draft[] = [];
  for (const { segment, markup } of items) {
    if (!replyOf.has(segment)) {
      drafts.push({ id: segment.id, outcome: "translated", fragment: segment.source });
      continue;
    }
    const reply = replyOf.get(segment);
    if (reply === undefined) {
      drafts.push({
        id: segment.id,
        outcome: "refused",
        reason: "The text is too long for one request to the engine.",
      });
      continue;
    }
    if (cleanText(reply).trim() === "") {
      drafts.push({ id: segment.id, outcome: "refused", reason: "The engine answered with an empty text." });
      continue;
    }
    const climb = async (text: string, rung: "markup" | "text"): Promise<string | undefined> =>
      sendAgain(send, text, rung, signal, stopping);
    const reading = hasTags ? readMarkup(markup, reply) : readPlain(markup, reply);
    const best =
      reading.missing.length === 0 && isSound(reading) ? reading : await climbFrom(markup, reading, hasTags, climb);
    drafts.push(draftOf(segment, markup, best, request));
  }
  return drafts;
}

/** The second and third rung: the first reading in which every code stands, or else the one that misses fewest. */
async function climbFrom(
  markup: Markup,
  first: MarkupReading,
  hasTags: boolean,
  climb: (text: string, rung: "markup" | "text") => Promise<string | undefined>,
): Promise<MarkupReading> {
  let best = first;
  if (!hasTags) return best;
  const rungs = [
    { format: "markup", text: markup.text, read: readMarkup },
    { format: "text", text: toPlain(markup), read: readPlain },
  ] as const;
  for (const { format, text, read } of rungs) {
    const reply = await climb(text, format);
    if (reply === undefined || cleanText(reply).trim() === "") continue;
    const reading = read(markup, reply);
    if (reading.missing.length === 0 && isSound(reading)) return reading;
    if (reading.missing.length < best.missing.length) best = reading;
  }
  return best;
}

/** A failure here costs a rung, not the answer that is there; the next request will meet the same failure and say so. */
async function sendAgain(
  send: Send,
  text: string,
  format: "markup" | "text",
  signal: AbortSignal,
  stopping: AbortSignal | undefined,
): Promise<string | undefined> {
  if (signal.aborted || stopping?.aborted === true) return undefined;
  try {
    const [reply] = await send([text], format, signal, stopping);
    return reply;
  } catch (error) {
    if (error instanceof PitransError) return undefined;
    throw error;
  }
}

/** Words without codes: a reply to plain text, with all codes that find a certain place. */
function readPlain(markup: Markup, reply: string): MarkupReading {
  const codes = markup.elements.filter(({ kind }) => kind !== "literal");
  const { parts, missing } = placeWhereCertain(markup, [{ kind: "text", text: cleanText(reply).trim() }], codes);
  return { inner: parts, problems: missing.length > 0 ? ["missing"] : [], missing };
}

/** A pair that travelled as two single codes and came back the other way round has no answer of its own. */
function isSound({ problems, missing }: MarkupReading): boolean {
  return missing.length === 0 && !problems.includes("halves-turned");
}

function draftOf(
  segment: RequestSegment,
  markup: Markup,
  reading: MarkupReading,
  { protectedTerms }: TranslationRequest,
): Draft {
  const place = { segment: segment.id };
  const checks = (fragment: Fragment): readonly Finding[] =>
    checkReply(segment.source, fragment, protectedTerms).map((finding) => ({ ...finding, ...place }));
  if (isSound(reading)) {
    const fragment = withEdges(markup, reading.inner);
    const repaired: readonly Finding[] =
      reading.problems.length === 0
        ? []
        : [{ id: "codes-repaired", severity: "minor", message: repairedMessage(), ...place }];
    const findings = [...repaired, ...checks(fragment)];
    return { id: segment.id, outcome: "translated", fragment, ...(findings.length > 0 ? { findings } : {}) };
  }
  const fragment = withEdges(markup, withAllCodes(markup, reading));
  const reason = brokenReason(reading);
  const broken: Finding = { id: "codes-broken", severity: "major", message: reason, ...place };
  return { id: segment.id, outcome: "codes-broken", fragment, reason, findings: [broken, ...checks(fragment)] };
}

const repairedMessage = (): string => "The engine moved or lost formatting here; it was put back where it belongs.";

const WORDING: Readonly<Record<CodeProblem, string>> = {
  "not-well-formed": "broke the marks of the formatting",
  unknown: "added marks of its own",
  missing: "lost formatting",
  repeated: "repeated formatting",
  misnested: "mixed up formatting",
  emptied: "took the text out of formatting",
  "halves-turned": "mixed up formatting",
};

function brokenReason({ problems }: MarkupReading): string {
  const what = [...new Set(problems.map((problem) => WORDING[problem]))].join(" and ");
  return `The engine ${what === "" ? WORDING.missing : what} here; look where bold, links and the like should stand.`;
}

/**
 * All codes of the source in the text, well nested: those that stand stay, the others at about the place they have in the source. Halves of
 * pairs that overlap or are torn are treated as single codes, for no order nests them.
 */
function withAllCodes(markup: Markup, { inner: target, problems }: MarkupReading): Fragment {
  const loose = new Map(
    markup.elements.flatMap((element) =>
      element.kind === "single" && element.code.kind !== "standalone"
        ? [
            [
              element.code as FragmentPart,
              { ...element.code, kind: "standalone" as const, id: `${element.code.kind} ${element.code.id}` },
            ],
          ]
        : [],
    ),
  );
  const tight = new Map([...loose].map(([code, stand]) => [`${stand.kind} ${stand.id}`, code]));
  const loosened = (fragment: Fragment): Fragment => fragment.map((part) => loose.get(part) ?? part);
  const source = loosened(markup.inner);
  // Halves that came back the other way round lose their places.
  const standing = problems.includes("halves-turned") ? target.filter((part) => !loose.has(part)) : target;
  const repaired = repairCodes(source, loosened(standing));
  const result = repaired.map((part) => (part.kind === "text" ? part : (tight.get(`${part.kind} ${part.id}`) ?? part)));
  return hasSameCodes(source, repaired)
    ? result
    : [{ kind: "text", text: plainText(target) }, ...markup.inner.filter((part) => part.kind !== "text")];
}
