import { isAscii, isUtf8, transcode } from "node:buffer";

/**
 * The text of these bytes, a byte order mark included; undefined where they are no UTF-8. As TextDecoder with `fatal`, which takes twice
 * as long for a text that is not all ASCII (61 ms against 28 in a fresh process, 13 MB of XLIFF in Russian, Node 20).
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(buffer)) return buffer.toString("latin1");
  return isUtf8(buffer) ? transcode(buffer, "utf8", "utf16le").toString("utf16le") : undefined;
}
