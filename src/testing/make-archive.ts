import { crc32 } from "../zip/crc32.ts";
import { deflateRawSync } from "node:zlib";

/** What a member of a made archive is: text is written as UTF-8; `stored` leaves it uncompressed. */
export interface ArchiveMember {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly stored?: boolean;
}

/** 1980-01-01 00:00, the first date a zip can hold: the same members give the same bytes on any day. */
const DOS_DATE = 0x0021;

/** Makes a zip archive of the members, in their order, without dates; for fixtures, tests and benchmarks. */
export function makeArchive(members: readonly ArchiveMember[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const name = Buffer.from(member.name);
    const data = typeof member.data === "string" ? Buffer.from(member.data) : Buffer.from(member.data);
    const body = member.stored === true ? data : deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(member.stored === true ? 0 : 8, 4);
    common.writeUInt16LE(DOS_DATE, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, name, body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), common, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
