/** The words of a list written over several lines. */
export function wordList(list: string): string[] {
  return list.trim().split(/\s+/u);
}
