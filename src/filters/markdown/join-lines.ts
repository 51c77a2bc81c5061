/** Every line end, with the white space around it, as one space. One pass, however long a stretch of white space is. */
export function joinLines(text: string): string {
  if (!/[\r\n]/.test(text)) return text;
  return text.replaceAll(/\s+/g, (space) => (/[\r\n]/.test(space) ? " " : space));
}
