import { isSameFragment, textFragment, type Fragment } from "../model/fragment.ts";
import type { Origin, Target, TargetState } from "../model/unit.ts";
import type { Batch, BatchFile, BatchKind, ExportRecord, HistoryEvent, RecordedEvent } from "./history-event.ts";

interface BatchRow {
  readonly id: number;
  readonly kind: BatchKind;
  readonly time: string;
  readonly is_complete: number;
}

interface FileRow {
  readonly path: string;
  readonly before_sha256: string | null;
  readonly after_sha256: string;
}

interface ExportRow {
  readonly id: string;
  readonly path: string;
  readonly document: string;
  readonly locale: string | null;
  readonly sha256: string;
}

interface EventBlockRow {
  readonly batch: number;
  readonly kind: BatchKind;
  readonly time: string;
  readonly document: string;
  readonly locale: string;
  readonly export: string | null;
  readonly events: string;
}

/** A text without codes as it is. */
type PackedFragment = string | Fragment;

/** An event in a block. Most confirm a text, which is kept once: without `after` but with its state, it is that of `before`. */
type PackedEvent = readonly [
  segment: string,
  change: HistoryEvent["change"],
  source: PackedFragment,
  before: PackedFragment | null,
  beforeState: TargetState | null,
  after: PackedFragment | null,
  afterState: TargetState | null,
  isStale: 0 | 1,
  origin: Origin | null,
];

/** A row of the table `batches`. */
export function readBatch(row: unknown): Batch {
  const { id, kind, time, is_complete } = row as BatchRow;
  return { id, kind, time, isComplete: is_complete === 1 };
}

/** A row of the table `batch_files`. */
export function readFile(row: unknown): BatchFile {
  const { path, before_sha256, after_sha256 } = row as FileRow;
  return { path, after: after_sha256, ...(before_sha256 === null ? {} : { before: before_sha256 }) };
}

/** A row of the table `exports`, where there is one. */
export function readExport(row: unknown): ExportRecord | undefined {
  if (row === undefined) return undefined;
  const { id, path, document, locale, sha256 } = row as ExportRow;
  return { id, path, document, sha256, ...(locale === null ? {} : { locale }) };
}

/** A row of the table `event_blocks` with the kind and time of its batch. */
export function* readEvents(value: unknown): Generator<RecordedEvent> {
  const { batch, kind, time, document, locale, export: exportId, events } = value as EventBlockRow;
  for (const packed of JSON.parse(events) as PackedEvent[]) {
    const [segment, change, source, beforeText, beforeState, afterText, afterState, isStale, origin] = packed;
    const before = readTarget(beforeText, beforeState);
    const after = readTarget(afterText ?? beforeText, afterState);
    yield {
      batch,
      kind,
      time,
      document,
      locale,
      segment,
      change,
      source: unpackFragment(source),
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
      ...(isStale === 1 ? { isStale: true } : {}),
      ...(origin === null ? {} : { origin }),
      ...(exportId === null ? {} : { exportId }),
    };
  }
}

function readTarget(packed: PackedFragment | null, state: TargetState | null): Target | undefined {
  return packed === null || state === null ? undefined : { fragment: unpackFragment(packed), state };
}

function unpackFragment(packed: PackedFragment): Fragment {
  return typeof packed === "string" ? textFragment(packed) : packed;
}

/** About as long is a block of events, in characters: some twenty to a row. */
const BLOCK = 1 << 14;

/** The column `events` of the rows that keep such events. */
export function* eventBlocks(events: Iterable<HistoryEvent>): Generator<string> {
  let block = "";
  for (const event of events) {
    block += `${block === "" ? "[" : ","}${JSON.stringify(packEvent(event))}`;
    if (block.length < BLOCK) continue;
    yield `${block}]`;
    block = "";
  }
  if (block !== "") yield `${block}]`;
}

function packEvent({ segment, change, source, before, after, isStale, origin }: HistoryEvent): PackedEvent {
  const isSameText = before !== undefined && after !== undefined && isSameFragment(before.fragment, after.fragment);
  return [
    segment,
    change,
    packFragment(source),
    before ? packFragment(before.fragment) : null,
    before?.state ?? null,
    after && !isSameText ? packFragment(after.fragment) : null,
    after?.state ?? null,
    isStale ? 1 : 0,
    origin ?? null,
  ];
}

/** Native data of codes stays with the document. */
function packFragment(fragment: Fragment): PackedFragment {
  const [only] = fragment;
  if (only === undefined) return "";
  if (fragment.length === 1 && only.kind === "text") return only.text;
  return fragment.map((part) => (part.kind === "text" ? part : { ...part, data: "" }));
}
