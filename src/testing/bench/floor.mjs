// The least that work on these documents can cost: inflate their XML parts and let a strict parser read them, or let the HTML tokenizer
// read a page, or mdast a Markdown file; with --deflate, pack them again. Plain JavaScript, so that no loader stands between node and the work. Usage: node floor.mjs [--deflate] file…
import { readFileSync } from "node:fs";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { Tokenizer } from "parse5";
import { SaxesParser } from "saxes";

const words = process.argv.slice(2);
const isDeflating = words[0] === "--deflate";
let elements = 0;

for (const file of isDeflating ? words.slice(1) : words) {
  const bytes = readFileSync(file);
  if (file.endsWith(".html")) {
    readPage(bytes.toString("utf8"));
    continue;
  }
  if (file.endsWith(".md")) {
    await readMarkdown(bytes.toString("utf8"));
    continue;
  }
  if (file.endsWith(".xlf")) {
    parse(bytes.toString("utf8"));
    continue;
  }
  let at = bytes.readUInt32LE(bytes.length - 6);
  for (let left = bytes.readUInt16LE(bytes.length - 12); left > 0; left -= 1) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (!name.endsWith(".xml")) continue;
    const content = bytes.readUInt16LE(local + 8) === 0 ? body : inflateRawSync(body);
    parse(content.toString("utf8"));
    if (isDeflating) elements += deflateRawSync(content).length > 0 ? 0 : 1;
  }
}

process.stdout.write(`${elements}\n`);

function parse(text) {
  const parser = new SaxesParser({ xmlns: false });
  parser.on("opentag", () => {
    elements += 1;
  });
  parser.write(text).close();
}

function readPage(text) {
  const count = () => {
    elements += 1;
  };
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: count,
      onEndTag: ignore,
      onComment: ignore,
      onDoctype: ignore,
      onCharacter: ignore,
      onNullCharacter: ignore,
      onWhitespaceCharacter: ignore,
      onEof: ignore,
    },
  );
  tokenizer.write(text, true);
}

// Loaded here, since no other case needs it.
async function readMarkdown(text) {
  const [{ fromMarkdown }, { gfmFromMarkdown }, { gfm }] = await Promise.all([
    import("mdast-util-from-markdown"),
    import("mdast-util-gfm"),
    import("micromark-extension-gfm"),
  ]);
  const count = (node) => {
    elements += 1;
    node.children?.forEach(count);
  };
  count(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
}
