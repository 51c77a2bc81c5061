/** The key, or where that is taken, the key with a number. */
export function freeKey(key: string, isTaken: (key: string) => boolean): string {
  let free = key;
  for (let n = 2; isTaken(free); n += 1) free = `${key} (${n})`;
  return free;
}
