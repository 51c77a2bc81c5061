/**
 * The smallest OLE container ([MS-CFB], version 3) with these streams, all of them empty: header, allocation table, directory. The
 * directory's sectors stand in reverse order, so that only a reader who follows the table finds the names.
 */
export function makeOle(streams: readonly string[]): Buffer {
  const names = ["Root Entry", ...streams];
  const sectors = Math.ceil(names.length / 4);
  const bytes = Buffer.alloc(512 * (2 + sectors));
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(1, 44);
  bytes.writeUInt32LE(sectors, 48);
  bytes.fill(0xff, 76, 512);
  bytes.writeUInt32LE(0, 76);
  bytes.fill(0xff, 512, 1024);
  bytes.writeUInt32LE(0xfffffffd, 512);
  for (let sector = sectors; sector >= 1; sector -= 1)
    bytes.writeUInt32LE(sector === 1 ? 0xfffffffe : sector - 1, 512 + sector * 4);
  names.forEach((name, index) => {
    const sector = sectors - Math.floor(index / 4);
    const at = 512 * (sector + 1) + (index % 4) * 128;
    bytes.write(name, at, "utf16le");
    bytes.writeUInt16LE((name.length + 1) * 2, at + 64);
    bytes.writeUInt8(index === 0 ? 5 : 2, at + 66);
  });
  return bytes;
}
