import zlib from "node:zlib";

const TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** CRC-32 as zip uses it (ISO 3309, reflected 0x04C11DB7): by node:zlib, which has it since Node 20.15, else in JavaScript. */
export const crc32: (bytes: Uint8Array) => number = "crc32" in zlib ? (bytes) => zlib.crc32(bytes) : crc32InJavaScript;

/** The same where node:zlib has none. @internal */
export function crc32InJavaScript(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let index = 0; index < bytes.length; index += 1) {
    crc = (TABLE[(crc ^ bytes[index]!) & 0xff] as number) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
