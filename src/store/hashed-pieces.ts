import { createHash } from "node:crypto";

/** A text or bytes in pieces, on their way to a file. */
export interface HashedPieces {
  /** The pieces, encoded; each is overwritten by the next one. They may be asked for again from the start. */
  readonly bytes: Iterable<Uint8Array>;
  /** Their SHA-256, hexadecimal, once all of them were taken. */
  sha256(): string;
}

/** Hashes pieces while they are written, so that a large file need not be read back for it. */
export function hashedPieces(pieces: Iterable<string | Uint8Array>): HashedPieces {
  let sha256 = "";
  const encoded = function* (): Generator<Uint8Array> {
    const sum = createHash("sha256");
    let room = Buffer.alloc(0);
    for (const piece of pieces) {
      let bytes = piece;
      if (typeof bytes === "string") {
        // A character takes three bytes at the most.
        if (bytes.length * 3 > room.length) room = Buffer.allocUnsafeSlow(bytes.length * 3);
        bytes = room.subarray(0, room.write(bytes));
      }
      sum.update(bytes);
      yield bytes;
    }
    sha256 = sum.digest("hex");
  };
  return { bytes: { [Symbol.iterator]: encoded }, sha256: () => sha256 };
}
