import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { cliProject, type CliProject, type RunOptions } from "../testing/cli-project.ts";
import { startDeepLServer, type DeepLServer, type DeepLServerOptions } from "../testing/deepl-server.ts";

const KEY = "0123abcd-secret-key:fx";
const SENTENCES = 160;

/** Sentences that are all different, four batches of them. */
const LETTER = Array.from({ length: SENTENCES }, (_, n) => `Sentence number ${n} is about the family.`).join("\n");

async function serve(options: DeepLServerOptions = {}): Promise<DeepLServer & { readonly run: RunOptions }> {
  const server = await startDeepLServer({ authKey: KEY, ...options });
  onTestFinished(() => server.close());
  return Object.assign(server, { run: { env: { DEEPL_AUTH_KEY: KEY, DEEPL_SERVER_URL: server.url } } });
}

const letter = (text: string = "Dear parents,\nWe meet on Monday.\n"): CliProject =>
  cliProject({ "sources/letter.txt": text, "pitrans.config.json": '{"targetLocales":["ru"]}' });

const textsSent = (server: DeepLServer): string[] => server.translations.flatMap(({ texts }) => texts);

const draftsIn = (project: CliProject): number =>
  project.has("xliff/ru/letter.txt.xlf")
    ? (project.text("xliff/ru/letter.txt.xlf").match(/state="needs-review-translation"/g) ?? []).length
    : 0;

describe("translating with DeepL", () => {
  it("says first how much goes to whom; --dry-run sends nothing; --max-chars caps it; the key is nowhere", async () => {
    const server = await serve();
    const project = letter();
    // The key may stand in .env as well.
    project.write(".env", `DEEPL_AUTH_KEY=${KEY}\nDEEPL_SERVER_URL=${server.url}\n`);
    const before = project.snapshot();
    const dry = await project.run(["translate", "-n"]);
    expect([dry.exitCode, textsSent(server)]).toEqual([0, []]);
    expect(project.snapshot()).toEqual(before);
    const capped = await project.run(["translate", "--max-chars", "15"]);
    expect(textsSent(server).length).toBe(1);
    const whole = await project.run(["translate", "-v"]);
    expect(textsSent(server).length).toBe(2);
    const again = await project.run(["translate", "--redo", "--json"]);
    expect(textsSent(server).length).toBe(2);
    const told = [dry, capped, whole].map(({ exitCode, stderr }) => `exit ${exitCode}\n${stderr}`).join("\n");
    await expect(project.steady(told).replaceAll(new URL(server.url).host, "<server>")).toMatchFileSnapshot(
      "golden/deepl.txt",
    );
    const everything = [
      told,
      again.stdout,
      again.stderr,
      ...Object.keys(project.snapshot()).map((name) =>
        name.endsWith("/") || name === ".env" ? "" : readFileSync(join(project.root, name), "latin1"),
      ),
    ];
    expect(everything.filter((text) => text.includes("0123abcd"))).toEqual([]);
  });

  it.each([
    ["a quota that is used up", { status: 456 }, 5, "no characters left"],
    ["a key that is refused", { status: 403 }, 5, "key"],
    ["a server that stays busy", { status: 429, retryAfter: "0", times: 100 }, 6, "again"],
  ])("keeps what is done, and ends with the exit code of %s", async (_, fault, exitCode, word) => {
    const server = await serve({ faults: [fault] });
    const project = letter();
    const run = await project.run(["translate", "--json"], server.run);
    const [line] = run.stderr.trim().split("\n");
    const failure = JSON.parse(line!) as { error: { message: string; hint: string }; exitCode: number };
    expect([run.exitCode, failure.exitCode]).toEqual([exitCode, exitCode]);
    expect(`${failure.error.message} ${failure.error.hint}`.toLowerCase()).toContain(word);
    expect(JSON.parse(run.stdout)).toMatchObject({
      ok: false,
      failure: failure.error,
      documents: [{ ok: true, open: 2 }],
    });
    expect(project.has("xliff/ru/letter.txt.xlf")).toBe(true);
  });

  it("ends with 6 where no server answers, and with 5 without a key", async () => {
    const project = letter();
    const nobody = await project.run(["translate"], {
      env: { DEEPL_AUTH_KEY: KEY, DEEPL_SERVER_URL: "http://127.0.0.1:9" },
    });
    expect([nobody.exitCode, nobody.stderr]).toEqual([6, expect.stringContaining("127.0.0.1:9")]);
    const keyless = await project.run(["translate", "--engine", "deepl"]);
    expect([keyless.exitCode, keyless.stderr]).toEqual([5, expect.stringContaining("DEEPL_AUTH_KEY")]);
  });

  it("stores finished work on Ctrl-C, ends with 130, and does not send it again", async () => {
    const server = await serve({ delay: 300 });
    const project = letter(LETTER);
    const { child, end } = project.start(["translate"], server.run);
    while (server.translations.length === 0) await wait(5);
    child.kill("SIGINT");
    const { exitCode, stderr } = await end;
    expect(exitCode).toBe(130);
    expect(stderr).toContain("Interrupted. What was finished is saved.");
    const sent = textsSent(server);
    expect(draftsIn(project)).toBe(sent.length);
    expect(project.has(".pitrans/lock")).toBe(false);
    expect((await project.run(["translate"], server.run)).exitCode).toBe(0);
    expect(draftsIn(project)).toBe(SENTENCES);
    expect(new Set(textsSent(server)).size).toBe(textsSent(server).length);
  });

  it.each([0, 90, 250])(
    "survives a kill %d ms after the first request: files are whole, what was stored is not sent again",
    async (ms) => {
      const server = await serve({ delay: 60 });
      const project = letter(LETTER);
      const { child, end } = project.start(["translate"], server.run);
      while (server.translations.length === 0) await wait(2);
      await wait(ms);
      child.kill("SIGKILL");
      await end;
      const inFlight = textsSent(server).length;
      const drafted = draftsIn(project);
      expect([0, SENTENCES]).toContain(drafted);
      expect((await project.run(["translate"], server.run)).exitCode).toBe(0);
      expect(draftsIn(project)).toBe(SENTENCES);
      const again = textsSent(server).length - SENTENCES;
      // At most what was under way when it was killed is sent twice.
      expect(again).toBeLessThanOrEqual(Math.min(inFlight, server.mostAtOnce * 50));
      if (drafted > 0) expect(again).toBe(0);
      expect(Object.keys(project.snapshot()).filter((name) => /tmp|lock/.test(name))).toEqual([]);
    },
  );
});
