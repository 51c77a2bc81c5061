import { describe, expect, it } from "vitest";
import { makeHandbook } from "../testing/bench/make-handbook.ts";
import { cliProject, type CliProject } from "../testing/cli-project.ts";

/** Enough for several threads to share the work, where the machine has them. */
const DOCUMENTS = 30;
const name = (n: number): string => `worksheet-${String(n).padStart(2, "0")}.docx`;
const broken = new Map([
  [name(7), Buffer.alloc(0)],
  [name(20), Buffer.from("This is no Word document.")],
]);

function worksheets(): CliProject {
  const project = cliProject({ ".pitrans/project": "3f0c7a52-0000-4000-8000-000000000000\n" });
  for (let n = 1; n <= DOCUMENTS; n += 1) {
    project.write(`sources/${name(n)}`, broken.get(name(n)) ?? makeHandbook(1, name(n)));
  }
  return project;
}

/** What was written: nothing is left of temporary files and the lock. */
const written = (project: CliProject): unknown =>
  Object.entries(project.snapshot()).filter(([path]) => !path.startsWith("sources/"));

describe("many documents at once", () => {
  it("are written as they are one by one, told of in their order, and a bad one stops no other", async () => {
    const [together, single] = [worksheets(), worksheets()];
    const run = await together.run(["extract"]);
    expect(run.exitCode).toBe(4);
    const told = run.stderr.match(/^(?:✓|  Where:) worksheet-\d\d\.docx/gm);
    expect(told).toEqual(
      Array.from({ length: DOCUMENTS }, (_, n) => `${broken.has(name(n + 1)) ? "  Where:" : "✓"} ${name(n + 1)}`),
    );
    for (let from = 1; from <= DOCUMENTS; from += 10) {
      await single.run(["extract", ...Array.from({ length: 10 }, (_, n) => name(from + n))]);
    }
    expect(written(together)).toEqual(written(single));
    expect(Object.keys(together.snapshot()).filter((path) => path.startsWith("xliff/source/w"))).toHaveLength(28);
  });

  it("are carried over into working files as they are one by one", async () => {
    const project = worksheets();
    for (const file of broken.keys()) project.write(`sources/${file}`, makeHandbook(1, file));
    expect((await project.run(["translate", "--to", "ru", "--engine", "pseudo", "--yes"])).exitCode).toBe(0);
    project.write(`sources/${name(3)}`, makeHandbook(1, "another text"));
    const before = project.text(`xliff/ru/${name(3)}.xlf`);
    const { exitCode, stderr } = await project.run(["extract"]);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("30 documents extracted")]);
    expect(project.text(`xliff/ru/${name(3)}.xlf`)).not.toBe(before);
    expect((await project.run(["extract", "--dry-run"])).exitCode).toBe(0);
  });
});
