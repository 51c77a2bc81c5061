import type { Node } from "jsonc-parser";

/** The members of an object by key, of a repeated one the last; empty for what is no object. */
export function membersOf(node: Node | undefined): ReadonlyMap<string, Node> {
  const members = new Map<string, Node>();
  if (node?.type !== "object") return members;
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key !== undefined && value !== undefined) members.set(String(key.value), value);
  }
  return members;
}

/** The items of a list; empty for what is none. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === "array" ? (node.children ?? []) : [];
}

/** The value of a string; undefined for what is none. */
export function stringOf(node: Node | undefined): string | undefined {
  return node?.type === "string" ? (node.value as string) : undefined;
}
