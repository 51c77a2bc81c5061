import type { Random } from "../seeded-random.ts";

/** Sentences of the kind our programmes are made of, to be picked from and varied; numbers keep most of them from repeating. */
const OPENINGS = [
  "When a child comes home from school",
  "In the second week of the programme",
  "Before the meeting with the teacher",
  "If your son or daughter does not want to talk",
  "Together with the other parents of the group",
  "At the beginning of the session",
  "Whenever there is an argument at home",
  "After the first exercise",
];
const MIDDLES = [
  "take a few minutes to listen without asking questions",
  "write down what went well and what you would like to change",
  "the facilitator hands out the worksheet and explains the steps",
  "it helps to agree on one small rule that everybody can keep",
  "parents share what they have tried and what they learned from it",
  "remember that every family finds its own way",
  "try to name the feeling before you look for a solution",
  "the school and the family can plan the next step as partners",
];
const ENDINGS = [
  "even if it seems to be a small thing.",
  "and come back to it at the end of the week.",
  "so that nobody feels left out.",
  "because children notice more than they say.",
  "as described in the handbook, section {n}.",
  "which takes about {n} minutes.",
  "and note the answers on page {n}.",
  "with the help of card {n} from the box.",
];

/** A sentence of about 25 words, another one for almost every call. */
export function sentence(random: Random): string {
  const pick = (from: readonly string[]): string => from[random(from.length)]!;
  return `${pick(OPENINGS)}, ${pick(MIDDLES)}, ${pick(ENDINGS).replace("{n}", String(1 + random(400)))}`;
}

/** A heading of five words. */
export function heading(random: Random): string {
  const topics = [
    "Listening to our children",
    "Rules that we share",
    "Time for the family",
    "Talking with the school",
    "When feelings are strong",
  ];
  return `${topics[random(topics.length)]!}, part ${1 + random(900)}`;
}
