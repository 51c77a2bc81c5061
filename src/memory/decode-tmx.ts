import { StoreError } from "../errors.ts";

/** Bytes decoded at a time. */
const CHUNK = 1 << 14;

/**
 * The text of a TMX file in pieces: by its byte order mark, its first characters, or its declaration; UTF-8 where nothing says otherwise. The
 * first chunk must hold the declaration. Errors: StoreError malformed-memory.
 */
export function* decodeTmx(chunks: Iterable<Uint8Array>, file: string): Generator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let encoding = "utf-8";
  const decode = (bytes?: Uint8Array): string => {
    try {
      decoder ??= new TextDecoder(encoding, { fatal: true });
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (error) {
      throw new StoreError("malformed-memory", `${file} is not written in the encoding it names (${encoding}).`, {
        hint: "Export the memory again, as TMX in UTF-8.",
        place: { file },
        cause: error,
      });
    }
  };
  for (const chunk of chunks) {
    if (!decoder) encoding = encodingOf(chunk);
    for (let at = 0; at < chunk.length; at += CHUNK) yield decode(chunk.subarray(at, at + CHUNK));
  }
  yield decode();
}

function encodingOf(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0x3c && b === 0 && c === 0x3f && d === 0) return "utf-16le";
  if (a === 0 && b === 0x3c && c === 0 && d === 0x3f) return "utf-16be";
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)).toString("latin1");
  const declared = /^(?:\u00EF\u00BB\u00BF)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/
    .exec(head)?.[1]
    ?.toLowerCase();
  // A declaration that can be read byte by byte is not that of UTF-16, whatever it says.
  return declared === undefined || declared.startsWith("utf-16") || declared.startsWith("ucs") ? "utf-8" : declared;
}
