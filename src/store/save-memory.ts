import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let isSaving = false;

/**
 * Makes V8 trade a little time for memory, for the rest of the process: it lets the space for new objects grow no further, which is 32 MB
 * otherwise, and looks for garbage when there is a third as much of it as of what is alive, instead of four times as much.
 */
export function saveMemory(): void {
  if (isSaving) return;
  isSaving = true;
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=30");
}

/**
 * For commands that hold whole documents: has V8 give new objects 16 MB as soon as the first one is full, not after three more steps. That is
 * 4 % of the processors' time of a handbook of 1000 pages, whose memory grows no further for it.
 */
export function spendMemory(): void {
  if (!isSaving) setFlagsFromString("--semi-space-growth-factor=16");
}

/**
 * Where memory is saved: has V8 look for garbage now, in this thread, which takes tens of milliseconds. For the moment between two steps of
 * large work when most of what the first needed has become garbage; V8 itself would let the second grow beside it.
 */
export function dropGarbage(): void {
  if (!isSaving) return;
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
