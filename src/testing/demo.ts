import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The main job on the sample programmes, with the commands a coordinator types. Needs no key, no network and no server: drafts come from the
 * glossary and the memory, the Russian handbook from what an editor sent back. The result stays in `demo/`.
 */
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PROGRAMMES = join(ROOT, "fixtures", "programmes");
const DEMO = join(ROOT, "demo");
const environment = { ...process.env, DEEPL_AUTH_KEY: "" };

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Runs a command as it is typed; an exit code other than the expected one ends the demo. */
function pitrans(line: string, expected = 0): void {
  say(`\n$ pitrans ${line}`);
  const words = line.split(" ");
  const { status } = spawnSync(process.execPath, [join(ROOT, "bin", "pitrans.js"), ...words], {
    cwd: DEMO,
    env: environment,
    stdio: "inherit",
  });
  if (status !== expected) {
    say(`This ended with exit code ${status}, and should have ended with ${expected}.`);
    process.exit(1);
  }
}

rmSync(DEMO, { recursive: true, force: true });
mkdirSync(DEMO);
pitrans("init --to ru");
say("\n# The documents of three programmes go into sources/.");
cpSync(join(PROGRAMMES, "sources"), join(DEMO, "sources"), { recursive: true });
pitrans("extract");
pitrans("translate --to ru");
say("\n# The editor works on xliff/ru/elpida/module-1.docx.xlf and sends it back under another name.");
cpSync(join(PROGRAMMES, "returned"), join(DEMO, "inbox"), { recursive: true });
pitrans("import");
pitrans("merge elpida/module-1.docx --to ru");
say("\n# A deck, a lesson and a quiz with a pseudo-translation, to see whether their layout bears longer texts.");
pitrans("translate parenting-together --to en-XA --engine pseudo");
pitrans("merge parenting-together --to en-XA --allow-pseudo --allow-draft");
pitrans("status");
say("\nThe Russian handbook: demo/out/ru/elpida/module-1.docx");
say("The deck with pseudo-translation: demo/out/en-XA/parenting-together/session-3.pptx");
