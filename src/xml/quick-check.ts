/** Names without letters beyond ASCII, which office parts always have; others are left to saxes. */
function isNameCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 58) ||
    code === 95 ||
    code === 45 ||
    code === 46
  );
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** What XML 1.0 forbids anywhere (section 2.2); surrogates count as suspicious only where they stand alone. */
const ILLEGAL =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
/** A plain class is several times as fast as what it stands in for. */
const SUSPICIOUS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos);)/;
const DECLARATION =
  /^<\?xml version=(["'])1\.0\1(?: encoding=(["'])[A-Za-z][\w.-]*\2)?(?: standalone=(["'])(?:yes|no)\3)? ?\?>/;
const XMLNS = "xmlns";
const RESERVED = /^\s*http:\/\/www\.w3\.org\/(?:2000\/xmlns|XML\/1998)/;

/**
 * Whether the text is well-formed beyond doubt, with every prefix declared and nothing nested deeper than `maxDepth`: about six times
 * as fast as saxes on the long, plain parts that Word and PowerPoint write. `false` means doubt, not fault: CDATA, processing
 * instructions, numeric references and names beyond ASCII are well-formed too, but for the full parser to judge.
 */
export function isPlainlyWellFormed(text: string, maxDepth: number): boolean {
  if (
    (SUSPICIOUS.test(text) && ILLEGAL.test(text)) ||
    text.includes("]]>") ||
    (text.includes("&") && REFERENCE.test(text))
  )
    return false;
  const open: string[] = [];
  const declared: (readonly string[] | undefined)[] = [];
  const prefixes = new Map<string, number>([["xml", 1]]);
  let at = DECLARATION.exec(text)?.[0].length ?? 0;
  let hasRoot = false;
  for (;;) {
    const tag = text.indexOf("<", at);
    if (open.length === 0 && !isBlank(text, at, tag === -1 ? text.length : tag)) return false;
    if (tag === -1) return hasRoot && open.length === 0;
    const second = text.charCodeAt(tag + 1);
    if (second === 47) {
      const name = open.pop();
      if (name === undefined || !text.startsWith(name, tag + 2)) return false;
      let end = tag + 2 + name.length;
      while (isSpace(text.charCodeAt(end))) end += 1;
      if (text.charCodeAt(end) !== 62) return false;
      for (const prefix of declared.pop() ?? []) prefixes.set(prefix, prefixes.get(prefix)! - 1);
      at = end + 1;
      continue;
    }
    if (!isNameStart(second)) {
      if (!text.startsWith("<!--", tag)) return false;
      const end = text.indexOf("--", tag + 4);
      if (end === -1 || text.charCodeAt(end + 2) !== 62) return false;
      at = end + 3;
      continue;
    }
    if (open.length === 0 && hasRoot) return false;
    hasRoot = true;
    let end = tag + 2;
    while (isNameCode(text.charCodeAt(end))) end += 1;
    const name = text.slice(tag + 1, end);
    const attributes = readAttributes(text, end);
    if (attributes === undefined) return false;
    for (const prefix of attributes.declared ?? []) prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
    if (!isDeclared(name, prefixes) || attributes.names.some((one) => !isDeclared(one, prefixes))) return false;
    if (attributes.isEmpty) {
      for (const prefix of attributes.declared ?? []) prefixes.set(prefix, prefixes.get(prefix)! - 1);
    } else {
      open.push(name);
      declared.push(attributes.declared);
      if (open.length > maxDepth) return false;
    }
    at = attributes.end;
  }
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

/** Whether a name has no prefix or a declared one, and no second colon. */
function isDeclared(name: string, prefixes: ReadonlyMap<string, number>): boolean {
  const colon = name.indexOf(":");
  if (colon === -1) return true;
  if (!isNameStart(name.charCodeAt(colon + 1)) || name.includes(":", colon + 1)) return false;
  return (prefixes.get(name.slice(0, colon)) ?? 0) > 0;
}

interface Attributes {
  /** Behind the tag. */
  readonly end: number;
  readonly isEmpty: boolean;
  /** All but declarations. */
  readonly names: readonly string[];
  /** Prefixes declared here. */
  readonly declared: readonly string[] | undefined;
}

const NONE: readonly string[] = [];

/** The attributes from the end of a tag's name on; `undefined` where they are not plainly right. */
function readAttributes(text: string, start: number): Attributes | undefined {
  let names: string[] | undefined;
  let declared: string[] | undefined;
  let at = start;
  for (;;) {
    const from = at;
    while (isSpace(text.charCodeAt(at))) at += 1;
    const code = text.charCodeAt(at);
    if (code === 62) return { end: at + 1, isEmpty: false, names: names ?? NONE, declared };
    if (code === 47) {
      if (text.charCodeAt(at + 1) !== 62) return undefined;
      return { end: at + 2, isEmpty: true, names: names ?? NONE, declared };
    }
    if (at === from || !isNameStart(code)) return undefined;
    let end = at + 1;
    while (isNameCode(text.charCodeAt(end))) end += 1;
    const name = text.slice(at, end);
    if (text.charCodeAt(end) !== 61) return undefined;
    const quote = text.charCodeAt(end + 1);
    if (quote !== 34 && quote !== 39) return undefined;
    const close = text.indexOf(quote === 34 ? '"' : "'", end + 2);
    if (close === -1 || hasLess(text, end + 2, close)) return undefined;
    if (name.startsWith(XMLNS)) {
      if (RESERVED.test(text.slice(end + 2, close))) return undefined;
      // The default namespace needs no check; its own prefixes and empty addresses are for saxes.
      if (name.length > XMLNS.length) {
        const prefix = name.slice(XMLNS.length + 1);
        if (name.charCodeAt(XMLNS.length) !== 58 || prefix === "" || prefix === "xml" || prefix === XMLNS)
          return undefined;
        if (isBlank(text, end + 2, close) || prefix.includes(":") || declared?.includes(prefix)) return undefined;
        declared = [...(declared ?? []), prefix];
      } else if (names?.includes(XMLNS)) return undefined;
      else names = [...(names ?? []), XMLNS];
    } else {
      if (names !== undefined && hasLocalName(names, name)) return undefined;
      if (names === undefined) names = [name];
      else names.push(name);
    }
    at = close + 1;
  }
}

/** Two attributes of one local name may be the same under two prefixes. */
function hasLocalName(names: readonly string[], name: string): boolean {
  const local = name.slice(name.indexOf(":") + 1);
  for (const other of names) {
    if (other === name || (other.endsWith(local) && other.slice(other.indexOf(":") + 1) === local)) return true;
  }
  return false;
}

function hasLess(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === 60) return true;
  return false;
}
