import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { defineConfig, type Plugin, type RolldownOptions } from "rolldown";

/**
 * One file for what always loads together instead of hundreds of modules: reading a short document took 0.42 s, half of it for finding and
 * opening files, and 0.33 s so; as CommonJS, with the packages that are loaded at once, 0.06 s less again. What a command loads only when it
 * needs it stays a file of its own.
 */
const config: RolldownOptions = defineConfig({
  input: {
    main: "src/cli/main.ts",
    "reading-worker": "src/workflow/extract/reading-worker.ts",
    "output-worker": "src/workflow/import/output-worker.ts",
  },
  platform: "node",
  // The CommonJS form of jsonc-parser asks for its files in a way that no bundler sees.
  resolve: { mainFields: ["module", "main"] },
  // Native, large, only for terminals or for files from elsewhere: they are loaded late, and bundling them gains nothing.
  external: [/^(?:libsql|saxes|deepl-node|globby|chalk|ora|gettext-parser|xliff)(?:\/|$)/],
  plugins: [licences()],
  output: {
    // As deep as the sources are: they find package.json and glossaries/ by relative paths. The workers stand beside whoever starts them.
    dir: "dist/cli",
    cleanDir: true,
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name].cjs",
    codeSplitting: {
      groups: [{ name: "ground", test: /\/src\/(?:model|xml|zip)\/|\/src\/errors\.ts$/, minShareCount: 6 }],
    },
  },
});

export default config;

/** The licences of the bundled packages go with their code, in `licences.txt`. */
function licences(): Plugin {
  return {
    name: "licences",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
      const packages = new Set(modules.map(packageOf).filter((folder) => folder !== undefined));
      this.emitFile({
        type: "asset",
        fileName: "licences.txt",
        source: [...packages].toSorted().map(licenceOf).join("\n\n"),
      });
    },
  };
}

/** The folder of the package a module belongs to; undefined for our own. */
function packageOf(module: string): string | undefined {
  if (!module.includes("/node_modules/")) return undefined;
  let folder = dirname(module);
  while (!isPackage(folder)) folder = dirname(folder);
  return folder;
}

/** Some packages mark their ES modules by a manifest without a name. */
function isPackage(folder: string): boolean {
  const manifest = join(folder, "package.json");
  return existsSync(manifest) && "version" in JSON.parse(readFileSync(manifest, "utf8"));
}

function licenceOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, string>;
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} comes without a licence.`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}`;
}
