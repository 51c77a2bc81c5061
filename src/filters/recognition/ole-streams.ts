/** The first eight bytes of an OLE container ([MS-CFB] 2.2). */
const SIGNATURE = Buffer.from("d0cf11e0a1b11ae1", "hex");

const ENTRY = 128;
const END_OF_CHAIN = 0xfffffffa;

/** A directory of old Office has a dozen entries; hostile ones are not followed further. */
const MAX_SECTORS = 256;

/**
 * The names of streams and folders in an OLE container (the compound file of [MS-CFB]: old Office documents, encrypted new ones, mails);
 * empty where the bytes are none. Damaged ones give what can be found.
 */
export function oleStreams(bytes: Buffer): ReadonlySet<string> {
  const names = new Set<string>();
  if (bytes.length < 512 || !bytes.subarray(0, 8).equals(SIGNATURE)) return names;
  const sectorSize = 1 << bytes.readUInt16LE(30);
  if (sectorSize !== 512 && sectorSize !== 4096) return names;
  let sector = bytes.readUInt32LE(48);
  for (let count = 0; sector < END_OF_CHAIN && count < MAX_SECTORS; count += 1) {
    const start = (sector + 1) * sectorSize;
    for (let at = start; at + ENTRY <= Math.min(start + sectorSize, bytes.length); at += ENTRY) {
      const length = Math.min(bytes.readUInt16LE(at + 64), 64);
      if (length > 2) names.add(bytes.toString("utf16le", at, at + length - 2));
    }
    sector = nextSector(bytes, sectorSize, sector);
  }
  return names;
}

/** By the allocation table; only the part of it that the header lists itself, which covers 6.8 MB and more. */
function nextSector(bytes: Buffer, sectorSize: number, sector: number): number {
  const perSector = sectorSize / 4;
  const table = Math.floor(sector / perSector);
  if (table >= 109) return END_OF_CHAIN;
  const at = (bytes.readUInt32LE(76 + table * 4) + 1) * sectorSize + (sector % perSector) * 4;
  return at + 4 <= bytes.length ? bytes.readUInt32LE(at) : END_OF_CHAIN;
}
