import type { Flavour } from "../blocks.ts";

/** Whether a line is nothing but text, as most are: no sign in it may mean anything. */
export function isPlainLine(content: string, { hasExtras }: Flavour): boolean {
  return hasNoMarks(content) && !(hasExtras && /[{$@:]|www\./.test(content));
}

function hasNoMarks(content: string): boolean {
  for (let at = 0; at < content.length; at += 1) {
    switch (content.charCodeAt(at)) {
      case 10: // A line end, hard where white space stands before it.
        if (content.charCodeAt(at - 1) === 32 || content.charCodeAt(at - 1) === 9) return false;
        break;
      case 38: // &
      case 42: // *
      case 60: // <
      case 91: // [
      case 92: // \
      case 93: // ]
      case 95: // _
      case 96: // `
      case 126: // ~
        return false;
    }
  }
  return true;
}
