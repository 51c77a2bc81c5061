import type { Gate } from "../gate.ts";
import { bad } from "./bad.ts";
import { budget } from "./budget.ts";
import { coverage } from "./coverage.ts";
import { fuzz } from "./fuzz.ts";
import { linked } from "./linked.ts";
import { locality } from "./locality.ts";
import { noOp } from "./no-op.ts";
import { pseudo } from "./pseudo.ts";

/** Every gate, in order. */
export const gates: readonly Gate[] = [noOp, locality, pseudo, coverage, linked, budget, fuzz, bad];
