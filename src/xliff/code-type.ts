/** Values of `ctype` that XLIFF 1.2 defines for what our types name; every other type is written `x-<type>`. */
const SPEC: Readonly<Record<string, string>> = {
  "fmt/xlf:b": "bold",
  "fmt/xlf:i": "italic",
  "fmt/xlf:u": "underlined",
  link: "link",
};

const TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SPEC).map(([type, name]) => [name, type]),
);

/** The `ctype` for a code's type: a value of the specification, or `x-` and an ASCII letter (OmegaT names its codes by it). Undefined where the type cannot be one. */
export function ctypeOf(type: string): string | undefined {
  return SPEC[type] ?? (/^[A-Za-z][!-~]*$/.test(type) ? `x-${type}` : undefined);
}

/** The type that a `ctype` stands for; "" where there is none. */
export function typeOf(ctype: string | undefined): string {
  if (ctype === undefined) return "";
  return TYPES[ctype] ?? (ctype.startsWith("x-") ? ctype.slice(2) : ctype);
}
