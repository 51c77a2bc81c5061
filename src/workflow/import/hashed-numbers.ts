/** Numbers by hashes, of which there may be many: a `Map` takes five times the memory for them. */
export interface HashedNumbers {
  /** Undefined: it has none. */
  get(hash: string): number | undefined;
  /** Gives a hash another number, and gives the one it had. */
  set(hash: string, number: number): number | undefined;
}

/** Rooms at first; always a power of two. */
const FIRST = 1 << 8;

/** No numbers yet. Of a hash the first 8 characters count, each of which is a byte: `digest("binary")`. Numbers are whole, below 2 ** 32 - 1. */
export function hashedNumbers(): HashedNumbers {
  let size = FIRST;
  let count = 0;
  /** In each room: the halves of a hash, and one more than its number; 0: it is empty. */
  let rooms = new Uint32Array(3 * size);

  /** Where the hash is, or the empty room where it belongs. */
  const find = (low: number, high: number): number => {
    let room = low & (size - 1);
    while (rooms[3 * room + 2] !== 0 && (rooms[3 * room] !== low || rooms[3 * room + 1] !== high))
      room = (room + 1) & (size - 1);
    return 3 * room;
  };
  const grow = (): void => {
    const old = rooms;
    size *= 2;
    rooms = new Uint32Array(3 * size);
    for (let at = 0; at < old.length; at += 3)
      if (old[at + 2] !== 0) rooms.set(old.subarray(at, at + 3), find(old[at]!, old[at + 1]!));
  };
  return {
    get(hash) {
      const kept = rooms[find(half(hash, 0), half(hash, 4)) + 2]!;
      return kept === 0 ? undefined : kept - 1;
    },
    set(hash, number) {
      if (count * 2 >= size) grow();
      const [low, high] = [half(hash, 0), half(hash, 4)];
      const at = find(low, high);
      const kept = rooms[at + 2]!;
      if (kept === 0) count += 1;
      rooms[at] = low;
      rooms[at + 1] = high;
      rooms[at + 2] = number + 1;
      return kept === 0 ? undefined : kept - 1;
    },
  };
}

function half(hash: string, from: number): number {
  const [a, b] = [hash.charCodeAt(from), hash.charCodeAt(from + 1)];
  return (a | (b << 8) | (hash.charCodeAt(from + 2) << 16) | (hash.charCodeAt(from + 3) << 24)) >>> 0;
}
